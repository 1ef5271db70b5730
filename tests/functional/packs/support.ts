import app from '@adonisjs/core/services/app'
import { transact } from '#core/transact'
import { PackCounting } from '#packs/opening/pack_counting'
import { endShowing } from '#packs/queue/end_showing'
import { ShowPacks } from '#packs/queue/show_packs'
import { VerifyPacks } from '#packs/verification/verify_packs'
import type { RedemptionIntake } from '#redemptions/redemption_intake'
import { openIntake, purchase } from '#tests/functional/ledger/support'
import {
  createStreamer,
  testSql,
  type TestReward,
  type TestStreamer,
} from '#tests/support/fixtures'
import { type PublishedSet, publishSet, sellSet } from '#tests/support/packs/published_set'

export interface PackShop {
  streamer: TestStreamer
  set: PublishedSet
  reward: TestReward
}

/** A live channel that sells packs of a set of its own. */
export async function openPackShop(
  overrides: Parameters<typeof publishSet>[1] = {}
): Promise<PackShop> {
  const streamer = await createStreamer(testSql(), { viewers: 5 })
  const set = await publishSet(streamer.id, overrides)
  const reward = await sellSet(testSql(), set, streamer)
  return { streamer, set, reward }
}

/** An intake that opens packs, as each process has one; stop it. */
export const openPackIntake = (): RedemptionIntake =>
  openIntake({ handlers: { pack: new PackCounting(() => {}) } })

/** So many viewers redeem a pack each, at once. */
export const buyPacks = (intake: RedemptionIntake, reward: TestReward, count: number) =>
  Promise.all(Array.from({ length: count }, () => intake.take(purchase(reward))))

/** What the worker does once. */
export async function showPacks(): Promise<void> {
  const worker = await app.container.make(ShowPacks)
  await worker.execute()
}

export async function showingOf(streamerId: string): Promise<string | undefined> {
  const [row] = await testSql().run<{ id: string }>(
    'SELECT id FROM pack_showings WHERE streamer_id = $1 AND ended_at IS NULL',
    [streamerId]
  )
  return row?.id
}

/** What is on was played to its end by the overlay; true if that changed anything. */
export async function complete(streamerId: string): Promise<boolean> {
  const showingId = await showingOf(streamerId)
  return showingId === undefined
    ? false
    : transact((sql, after) => endShowing(sql, after, { streamerId, showingId }, 'overlay'))
}

/** Plays the whole queue. */
export async function playAll(streamerId: string): Promise<void> {
  do {
    await showPacks()
  } while (await complete(streamerId))
}

export interface OpeningState {
  id: string
  number: number
  state: string
  reason: string | null
  redemptionState: string
}

/** By their numbers. */
export const openingsOf = (streamerId: string) =>
  testSql().run<OpeningState>(
    `SELECT o.id, o.number, o.state, o.reason, d.state AS "redemptionState"
     FROM openings o LEFT JOIN redemptions d ON d.id = o.redemption_id
     WHERE o.streamer_id = $1 ORDER BY o.number`,
    [streamerId]
  )

/** What `packs:verify` finds; nothing is right. */
export const differences = async () => (await new VerifyPacks().execute()).differences
