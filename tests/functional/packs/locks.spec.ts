import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { DeleteAccount } from '#accounts/delete_account'
import User from '#accounts/user'
import { BoonBoosts } from '#packs/boons/boon_boosts'
import { PackCounting } from '#packs/opening/pack_counting'
import { OrderCards } from '#packs/sets/order_cards'
import type { RedemptionIntake } from '#redemptions/redemption_intake'
import { openIntake, purchase, stopAll } from '#tests/functional/ledger/support'
import { buyPacks, differences, openPackIntake, showPacks } from '#tests/functional/packs/support'
import { emptyDatabase } from '#tests/support/database'
import { createStage, testSql, type TestReward, type TestStage } from '#tests/support/fixtures'
import { type PublishedSet, publishSet, sellSet } from '#tests/support/packs/published_set'
import { setOf } from '#tests/support/packs/sets'
import { until } from '#tests/support/until'

const POOL = 10

/** Deadlocks in this database so far, as the connections of this process have told of them. */
async function deadlocks(): Promise<number> {
  const flush = () => db.rawQuery('SELECT pg_stat_force_next_flush(), pg_sleep(0.05)')
  await Promise.all(Array.from({ length: POOL }, flush))
  const [row] = await testSql().run<{ deadlocks: number }>(
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()'
  )
  return Number(row?.deadlocks)
}

const waiting = (count: number) =>
  until(`${count} wait`, async () => {
    const rows = await testSql().run(
      `SELECT FROM pg_stat_activity
       WHERE wait_event_type = 'Lock' AND datname = current_database()`
    )
    return rows.length >= count
  })

/** Everybody comes to a row that is held: who came first has it first, and meets the others. */
async function inTurn(row: string, work: (() => Promise<unknown>)[]): Promise<void> {
  const trx = await db.transaction()
  await trx.rawQuery(`${row} FOR NO KEY UPDATE`)
  const under: Promise<unknown>[] = []
  for (const [before, one] of work.entries()) {
    under.push(one())
    await waiting(before + 1)
  }
  await trx.commit()
  await Promise.all(under)
}

test.group('Packs | order of locks', (group) => {
  let stage: TestStage
  let set: PublishedSet
  let packs: TestReward
  let before: number
  const { viewer } = purchase({ id: '', twitchRewardId: '', broadcasterId: '' })

  group.each.setup(async () => {
    await emptyDatabase()
    stage = await createStage(testSql(), { event: { minimum: 500 } })
    set = await publishSet(stage.streamer.id)
    packs = await sellSet(testSql(), set, stage.streamer)
    before = await deadlocks()
  })

  const QUEUE = 'SELECT FROM pack_queues'
  const buy = (intake: RedemptionIntake, reward: TestReward) =>
    intake.take(purchase(reward, { viewer }))
  const both = (intake: RedemptionIntake) => () =>
    Promise.all([buy(intake, stage.reward), buy(intake, packs)])
  const intakes = (cleanup: (work: () => Promise<void>) => void) => {
    const [known, fresh] = [1, 2].map(() =>
      openIntake({ handlers: { pack: new PackCounting(() => {}) }, boosts: new BoonBoosts() })
    )
    cleanup(() => stopAll([known, fresh]))
    return { known, fresh }
  }
  /** Its instance and the viewer are remembered from now: what follows does not look at them. */
  const warm = async (intake: RedemptionIntake) => {
    for (let purchases = 0; purchases < 3; purchases++) await buy(intake, stage.reward)
  }
  const multiplier = (twitchId: string) =>
    testSql().run(
      `INSERT INTO boons (id, streamer_id, viewer_id, card_id, kind, terms, state)
       SELECT gen_random_uuid(), $1, v.id, $3, 'multiplier', '{"kind":"multiplier","factor":2}',
         'waiting' FROM viewers v WHERE v.twitch_id = $2`,
      [stage.streamer.id, twitchId, String(set.edition.cards[0]?.id)]
    )
  const remove = async () => {
    const deletion = await app.container.make(DeleteAccount)
    await deletion.execute(await User.findOrFail(stage.streamer.id)).catch((error: unknown) => {
      // What is wound up has to be settled first.
      if (!(error instanceof Error && /until Twitch has settled/.test(error.message))) throw error
    })
  }

  test('goals and packs in one batch, one counts on what it remembers', async ({
    assert,
    cleanup,
  }) => {
    const { known, fresh } = intakes(cleanup)
    await warm(known)
    await inTurn(QUEUE, [both(known), both(fresh)])
    await stopAll([known, fresh])
    assert.equal(await deadlocks(), before)
    assert.deepEqual(await differences(), [])
  })

  test('a card that multiplies, one counts on what it remembers', async ({ assert, cleanup }) => {
    const { known, fresh } = intakes(cleanup)
    // With somebody else's card the channel is never taken for one without.
    const odo = purchase(stage.reward).viewer
    await testSql().run(
      'INSERT INTO viewers (twitch_id, login, display_name) VALUES ($1, $2, $3)',
      [odo.twitchId, odo.login, odo.displayName]
    )
    await multiplier(odo.twitchId)
    await warm(known)
    await multiplier(viewer.twitchId)
    await inTurn('SELECT FROM instances', [
      () => buy(fresh, stage.reward),
      () => buy(known, stage.reward),
    ])
    await stopAll([known, fresh])
    assert.equal(await deadlocks(), before)
    const [row] = await testSql().run<{ progress: number; state: string }>(
      `SELECT i.progress, b.state FROM instances i, boons b
       JOIN viewers v ON v.id = b.viewer_id WHERE v.twitch_id = $1`,
      [viewer.twitchId]
    )
    assert.deepEqual(row, { progress: 3 + 1 + 2, state: 'used' })
  })

  test('an account is deleted while a pack is bought', async ({ assert, cleanup }) => {
    const intake = openPackIntake()
    cleanup(() => stopAll([intake]))
    await inTurn(QUEUE, [() => buyPacks(intake, packs, 1), remove])
    await stopAll([intake])
    assert.equal(await deadlocks(), before)
    assert.deepEqual(await differences(), [])
  })

  test('an account is deleted while a pack goes on', async ({ assert, cleanup }) => {
    const intake = openPackIntake()
    cleanup(() => stopAll([intake]))
    await buyPacks(intake, packs, 1)
    await stopAll([intake])
    await inTurn(QUEUE, [showPacks, remove])
    assert.equal(await deadlocks(), before)
    assert.deepEqual(await differences(), [])
  })

  test('a set is put in another order while packs of it are bought', async ({
    assert,
    cleanup,
  }) => {
    const intake = openPackIntake()
    cleanup(() => stopAll([intake]))
    const pair = await publishSet(stage.streamer.id, {
      packSize: 20,
      pityAfter: null,
      rarities: [{ id: 'only', name: 'Only', chance: [1, 1] }],
      cards: ['first', 'second'].map((id) => ({
        id,
        name: id,
        rarity: 0,
        weight: 1,
        variants: [],
      })),
      slots: Array.from({ length: 20 }, () => null),
    })
    const reward = await sellSet(testSql(), pair, stage.streamer)
    const ids = pair.edition.cards.map(({ id }) => id).sort()
    const order = async (cardIds: string[]) => {
      const { id, revision } = await setOf(pair.setId)
      await new OrderCards().execute({ id, revision }, cardIds)
    }
    // Whose cards are drawn in which order nobody knows beforehand: half of the rounds would meet.
    for (let round = 0; round < 8; round++) {
      const under: Promise<unknown>[] = []
      await db.transaction(async (trx) => {
        await trx.rawQuery('SELECT FROM cards WHERE id = ? FOR KEY SHARE', [ids[1]])
        under.push(order(round % 2 === 0 ? ids.toReversed() : ids))
        await waiting(1)
        under.push(buyPacks(intake, reward, 1))
        await waiting(2)
      })
      await Promise.all(under)
    }
    await stopAll([intake])
    assert.equal(await deadlocks(), before)
    assert.deepEqual(await differences(), [])
  })
})
