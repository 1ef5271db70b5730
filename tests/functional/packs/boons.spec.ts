import { randomUUID } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { transact } from '#core/transact'
import type { Boon } from '#packs/boons/boon'
import { BoonBoosts } from '#packs/boons/boon_boosts'
import { DecideBoon } from '#packs/boons/decide_boon'
import { ReturnBoons } from '#packs/boons/return_boons'
import { spendBoon } from '#packs/boons/spend_boon'
import { giveCopy, recordChange } from '#packs/collections/change_copies'
import { instancesOf, openIntake, purchase, stopAll } from '#tests/functional/ledger/support'
import { differences } from '#tests/functional/packs/support'
import { emptyDatabase } from '#tests/support/database'
import { createStage, testSql, type TestStage } from '#tests/support/fixtures'
import { publishSet, sellSet } from '#tests/support/packs/published_set'
import { VerifyLedger } from '#rewards/verification/verify_ledger'

test.group('Packs | boons', () => {
  let stage: TestStage
  let cardId: string
  let buyer: ReturnType<typeof purchase>['viewer']
  let viewerId: number

  const begin = async (boon: Boon, event: Parameters<typeof createStage>[1] = {}) => {
    await emptyDatabase()
    stage = await createStage(testSql(), event)
    const set = await publishSet(stage.streamer.id)
    await sellSet(testSql(), set, stage.streamer)
    cardId = String(set.edition.cards[0]?.id)
    await testSql().run('UPDATE cards SET boon = $2::jsonb WHERE id = $1', [
      cardId,
      JSON.stringify(boon),
    ])
    buyer = purchase(stage.reward).viewer
    const [viewer] = await testSql().run<{ id: number }>(
      `INSERT INTO viewers (twitch_id, login, display_name) VALUES ($1, $2, $3) RETURNING id`,
      [buyer.twitchId, buyer.login, buyer.displayName]
    )
    viewerId = Number(viewer?.id)
    await own()
  }
  const copies = () => ({ streamerId: stage.streamer.id, viewerId, cardId, variantId: null })
  const own = () =>
    transact(async (sql) => {
      const change = { ...copies(), quantity: 1, dust: 0, attemptId: randomUUID() }
      await recordChange(sql, { ...change, kind: 'boon_returned' })
      await giveCopy(sql, copies())
    })
  const spend = () => spendBoon({ ...copies(), attemptId: randomUUID() })
  const has = async () => {
    const [row] = await testSql().run<{ shown: number }>('SELECT shown FROM collections')
    return row?.shown
  }
  const boons = () =>
    testSql().run<{ id: string; state: string; reason: string | null }>(
      'SELECT id, state, reason FROM boons ORDER BY spent_at, id'
    )
  const states = async () => (await boons()).map(({ state }) => state)
  const buy = async (count: number, viewer = buyer) => {
    const intake = openIntake({ boosts: new BoonBoosts() })
    await Promise.all(
      Array.from({ length: count }, () => intake.take(purchase(stage.reward, { viewer })))
    )
    await stopAll([intake])
  }
  const ledger = async () => {
    const verify = await app.container.make(VerifyLedger)
    const { differences: found } = await verify.execute()
    return found.filter(({ kind }) => kind === 'progress' || kind === 'left_open')
  }

  const returnBoons = async () => (await app.container.make(ReturnBoons)).execute()

  test('the next contribution counts more, the one after it once', async ({ assert }) => {
    await begin({ kind: 'multiplier', factor: 4 })
    await spend()
    assert.equal(await has(), 0)
    await buy(1, purchase(stage.reward).viewer)
    assert.deepEqual(await states(), ['waiting'])
    await buy(3)
    const [instance] = await instancesOf(stage.eventId)
    assert.equal(instance?.progress, 1 + 4 + 1 + 1)
    assert.deepEqual(await states(), ['used'])
    assert.deepEqual(await ledger(), [])
    assert.deepEqual(await differences(), [])
  })

  test('it weighs as much as the goal has room for', async ({ assert }) => {
    await begin({ kind: 'multiplier', factor: 10 }, { event: { minimum: 4 } })
    await buy(2, purchase(stage.reward).viewer)
    await spend()
    await buy(1)
    assert.include((await instancesOf(stage.eventId))[0], { status: 'armed', progress: 4 })
    const [contribution] = await testSql().run<{ weight: number }>(
      'SELECT max(weight) AS weight FROM contributions'
    )
    assert.equal(contribution?.weight, 2)
    assert.deepEqual(await ledger(), [])
  })

  test('with room for one only it is kept for the next', async ({ assert }) => {
    await begin({ kind: 'multiplier', factor: 3 }, { event: { minimum: 2 } })
    await buy(1, purchase(stage.reward).viewer)
    await spend()
    await buy(1)
    assert.include((await instancesOf(stage.eventId))[0], { status: 'armed', progress: 2 })
    assert.deepEqual(await states(), ['waiting'])
  })

  test('a contribution that does not count leaves it', async ({ assert }) => {
    await begin({ kind: 'multiplier', factor: 2 }, { event: { minimum: 1 } })
    await buy(1, purchase(stage.reward).viewer)
    await spend()
    await buy(1)
    assert.deepEqual(await states(), ['waiting'])
  })

  test('its contribution is refunded: the card comes back', async ({ assert }) => {
    await begin({ kind: 'multiplier', factor: 3 })
    await spend()
    await buy(1)
    await testSql().run(
      `UPDATE redemptions SET state = 'refund_pending', reason = 'cancelled' WHERE weight = 3`
    )
    await returnBoons()
    await returnBoons()
    assert.deepInclude((await boons())[0], { state: 'returned', reason: 'refunded' })
    assert.equal(await has(), 1)
    assert.deepEqual(await differences(), [])
  })

  test('one waits at a time; an attempt repeated, or at once, is one', async ({ assert }) => {
    await begin({ kind: 'multiplier', factor: 2 })
    await own()
    const attemptId = randomUUID()
    await Promise.all([1, 2, 3].map(() => spendBoon({ ...copies(), attemptId })))
    assert.equal(await has(), 1)
    await assert.rejects(spend, /already waits/)
    assert.equal(await has(), 1)
    assert.deepEqual(await states(), ['waiting'])
    assert.deepEqual(await differences(), [])
  })

  test('asked of the game masters: {decision}')
    .with([
      { decision: 'approve', state: 'used', left: 0 },
      { decision: 'reject', state: 'returned', left: 1 },
    ] as const)
    .run(async ({ assert }, { decision, state, left }) => {
      await begin({ kind: 'action', label: 'Sing a song' })
      await spend()
      const [{ id } = { id: '' }] = await boons()
      const decide = await app.container.make(DecideBoon)
      const asked = { campaignId: stage.campaignId, boonId: id, by: stage.ownerId }
      const both = await Promise.allSettled([decide[decision](asked), decide[decision](asked)])
      assert.lengthOf(
        both.filter(({ status }) => status === 'fulfilled'),
        1
      )
      assert.deepEqual(await states(), [state])
      assert.equal(await has(), left)
      assert.deepEqual(await differences(), [])
    })

  test('approved with an event behind it: its goal counts as reached', async ({ assert }) => {
    await begin({ kind: 'action', label: 'Turn it around' })
    await testSql().run(
      `UPDATE cards SET boon = boon || jsonb_build_object('eventId', $1::text) WHERE boon IS NOT NULL`,
      [stage.eventId]
    )
    await spend()
    const [{ id } = { id: '' }] = await boons()
    const decide = await app.container.make(DecideBoon)
    await decide.approve({ campaignId: stage.campaignId, boonId: id, by: stage.ownerId })
    assert.include((await instancesOf(stage.eventId))[0], { status: 'armed' })

    await testSql().run(
      `UPDATE instances SET status = 'expired', reason = 'expired', ended_at = now(), version = version + 1`
    )
    await returnBoons()
    assert.deepInclude((await boons())[0], { state: 'returned', reason: 'did_not_work' })
    assert.equal(await has(), 1)
  })

  test('nobody decides for ten minutes: it comes back', async ({ assert }) => {
    await begin({ kind: 'action', label: 'Sing a song' })
    await spend()
    await returnBoons()
    assert.deepEqual(await states(), ['asked'])
    await testSql().run(`UPDATE boons SET spent_at = now() - interval '11 minutes'`)
    await returnBoons()
    assert.deepInclude((await boons())[0], { state: 'returned', reason: 'nobody_decided' })
    assert.equal(await has(), 1)
  })

  test('one that cannot come back holds up no other one, and is tried again', async ({
    assert,
  }) => {
    await begin({ kind: 'action', label: 'Sing a song' })
    await spend()
    const [other] = await testSql().run<{ id: number }>(
      `INSERT INTO viewers (twitch_id, login, display_name) VALUES ('7', 'odo', 'Odo') RETURNING id`
    )
    viewerId = Number(other?.id)
    await own()
    await spend()
    await testSql().run(`UPDATE boons SET spent_at = spent_at - interval '11 minutes'`)
    // No room for one more copy: writing it fails.
    const most = 2_147_483_647
    await testSql().run('UPDATE collections SET owned = $1, shown = $1 WHERE viewer_id <> $2', [
      most,
      viewerId,
    ])
    assert.isFalse(await returnBoons())
    assert.deepEqual(await states(), ['asked', 'returned'])

    await testSql().run('UPDATE collections SET owned = 0, shown = 0 WHERE owned = $1', [most])
    await returnBoons()
    assert.deepEqual(await states(), ['asked', 'returned'])
    await testSql().run('UPDATE boons SET next_attempt_at = now()')
    await returnBoons()
    assert.deepEqual(await states(), ['returned', 'returned'])
    assert.deepEqual(await differences(), [])
  })

  test('of one that worked nothing is waited for any more', async ({ assert }) => {
    await begin({ kind: 'multiplier', factor: 3 })
    await spend()
    await buy(1)
    const waited = async () =>
      (await testSql().run('SELECT FROM boons WHERE worked_at IS NULL')).length
    await returnBoons()
    assert.equal(await waited(), 1)
    await testSql().run(
      `UPDATE redemptions SET state = 'fulfilled', reason = 'completed', settled_by = 'us', settled_at = now()`
    )
    await returnBoons()
    assert.equal(await waited(), 0)
    assert.deepEqual(await states(), ['used'])
  })

  test('with no campaign on the channel, or no card, nothing is spent', async ({ assert }) => {
    await begin({ kind: 'action', label: 'Sing a song' })
    await testSql().run('UPDATE campaign_members SET is_live = false')
    await assert.rejects(spend, /keep the card/)
    assert.equal(await has(), 1)
    await begin({ kind: 'multiplier', factor: 2 })
    await spend()
    await assert.rejects(spend, /do not have this card/)
    assert.deepEqual(await differences(), [])
  })
})
