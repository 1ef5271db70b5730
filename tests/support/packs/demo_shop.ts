import { randomUUID } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { transact } from '#core/transact'
import { MakeDemoSet } from '#demo/make_demo_set'
import { type Copies, giveCopy, recordChange } from '#packs/collections/change_copies'
import { openPackIntake } from '#tests/functional/packs/support'
import {
  createCampaign,
  createMember,
  setViewers,
  testSql,
  type TestReward,
} from '#tests/support/fixtures'
import { publishSet, sellSet } from '#tests/support/packs/published_set'
import { createPerson, type Person } from '#tests/support/screens/people'

export interface DemoShop {
  campaignId: string
  gm: Person
  mira: Person
  /** A viewer with an account. */
  nyx: Person & { viewerId: number }
  setId: string
  reward: TestReward
}

/**
 * Mira's channel with a card set on sale; Ada is the game master she plays with.
 *
 * @param cards those of the demo, whose pictures take a moment to draw, or plain ones
 */
export async function openDemoShop(cards: 'demo' | 'plain' = 'demo'): Promise<DemoShop> {
  const sql = testSql()
  const gm = await createPerson(sql, 'Ada')
  const mira = await createPerson(sql, 'Mira Streams')
  const nyx = await createPerson(sql, 'Nyx', { scopes: [], broadcasterType: '' })
  const { id: campaignId } = await createCampaign(sql, { ownerId: gm.id })
  await createMember(sql, campaignId, mira.id, 'streamer')
  await setViewers(sql, mira.id, 20)
  const sold = cards === 'demo' ? await sellDemoSet(mira, campaignId) : await sellPlainSet(mira)
  const [viewer] = await sql.run<{ id: number }>(
    `INSERT INTO viewers (twitch_id, login, display_name) VALUES ($1, $2, 'Nyx') RETURNING id`,
    [nyx.broadcasterId, nyx.login]
  )
  if (!viewer) {
    throw new Error('Nyx is there already')
  }
  return { campaignId, gm, mira, ...sold, nyx: { ...nyx, viewerId: viewer.id } }
}

type Sold = Pick<DemoShop, 'setId' | 'reward'>

/** Its reward is on Twitch, as if it had been made there. */
async function sellDemoSet({ id, broadcasterId }: Person, campaignId: string): Promise<Sold> {
  const makeSet = await app.container.make(MakeDemoSet)
  const setId = await makeSet.execute(id, campaignId)
  const [reward] = await testSql().run<{ id: string; twitchRewardId: string }>(
    `UPDATE rewards SET state = 'present', twitch_reward_id = $2 WHERE subject_id = $1
     RETURNING id, twitch_reward_id AS "twitchRewardId"`,
    [setId, randomUUID()]
  )
  if (!reward) {
    throw new Error('The demo set is not on sale')
  }
  return { setId, reward: { ...reward, broadcasterId } }
}

async function sellPlainSet(mira: Person): Promise<Sold> {
  const set = await publishSet(mira.id)
  return { setId: set.setId, reward: await sellSet(testSql(), set, mira) }
}

/** Viewers of these names redeem a pack each, in this order. */
export async function redeemPacks({ reward }: DemoShop, names: string[]): Promise<void> {
  const intake = openPackIntake()
  for (const name of names) {
    const login = name.toLowerCase()
    const twitchId = String(
      80_000_000 + [...login].reduce((sum, c) => sum * 7 + c.charCodeAt(0), 0)
    )
    await intake.take({
      ...reward,
      redemptionId: randomUUID(),
      viewer: { twitchId, login, displayName: name },
      cost: 300,
      userInput: null,
      redeemedAt: new Date(),
      status: 'UNFULFILLED',
    })
  }
  await intake.stop()
}

/** A viewer has so many copies of a card, in its regular look or the first other one. */
export async function giveCopies(
  { mira, setId }: DemoShop,
  viewerId: number,
  card: string,
  count: number,
  look: 'regular' | 'special' = 'regular'
): Promise<void> {
  const [found] = await testSql().run<{ cardId: string; variantId: string | null }>(
    `SELECT c.id AS "cardId", CASE WHEN $3 THEN v.id END AS "variantId" FROM cards c
     LEFT JOIN card_variants v ON v.card_id = c.id AND v.position = 0
     WHERE c.set_id = $1 AND c.name = $2`,
    [setId, card, look === 'special']
  )
  if (!found) {
    throw new Error(`The demo set has no card “${card}”`)
  }
  const copies: Copies = { streamerId: mira.id, viewerId, ...found }
  await transact(async (sql) => {
    for (let copy = 0; copy < count; copy++) {
      const change = { ...copies, quantity: 1, dust: 0, attemptId: randomUUID() }
      await recordChange(sql, { ...change, kind: 'boon_returned' })
      await giveCopy(sql, copies)
    }
  })
}
