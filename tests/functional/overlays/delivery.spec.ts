import { test } from '@japa/runner'
import emitter from '@adonisjs/core/services/emitter'
import { type InstanceChange, InstanceChanged } from '#gamification/instance_changed'
import { toPublicInstance } from '#gamification/public_instance'
import { RedemptionsCaughtUp } from '#rewards/redemptions_caught_up'
import type { PublicInstance } from '../../../overlay/contract.js'
import { emptyDatabase } from '../../support/database.js'
import { createInstance, createStage, testSql, type TestStage } from '../../support/fixtures.js'
import { answer, arm, instance, openTable, roll } from '../gamification/game.js'
import { answerOf, overlayOf, Page, snapshotOf, until } from './page.js'

async function goal(stage: TestStage): Promise<PublicInstance> {
  const id = await createInstance(testSql(), {
    campaignId: stage.campaignId,
    eventId: stage.eventId,
    streamerId: stage.streamer.id,
  })
  return toPublicInstance(await instance(id))
}

const tell = (stage: TestStage, state: PublicInstance, change: InstanceChange) =>
  emitter.emit(
    InstanceChanged,
    new InstanceChanged(stage.campaignId, stage.streamer.id, state, change)
  )

const seqs = (page: Page) => page.told.flatMap((frame) => ('seq' in frame ? [frame.seq] : []))

test.group('What an overlay is told', (group) => {
  group.each.setup(() => emptyDatabase())

  test('what was caught up, numbered, and how long the gap was', async ({ assert }) => {
    const stage = await createStage(testSql())
    const { key } = await overlayOf(stage.streamer.id)
    using page = await Page.open(key)
    await RedemptionsCaughtUp.dispatch(stage.streamer.id, 7, 42)

    await until(() => page.told.length === 1)
    assert.deepInclude(page.told[0], {
      event: 'ledger:caught_up',
      seq: 1,
      data: { count: 7, gapSeconds: 42 },
    })
    const { pending } = await snapshotOf(key)
    assert.deepEqual(pending, page.told)
  })

  test('a consumed roll and its success, numbered, kept until shown', async ({ assert }) => {
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)
    const { key } = await overlayOf(stage.streamer.id)
    using page = await Page.open(key)
    const id = await arm(stage)

    await roll(stage)
    await answer(id, { status: 'done', before: 20, after: 1 })

    await until(() => page.told.length === 2)
    const [consumed, executed] = page.told
    assert.deepInclude(consumed, { event: 'gamification:instance_consumed', seq: 1 })
    assert.deepInclude(executed, { event: 'gamification:action_executed', seq: 2 })
    assert.deepInclude(executed?.data, {
      success: true,
      character: 'Mira the Bold',
      originalValue: 20,
      invertedValue: 1,
    })

    const before = await snapshotOf(key)
    assert.equal(before.seq, 2)
    assert.deepEqual(before.pending, page.told)

    const body = JSON.stringify({ seq: 1 })
    assert.equal(await answerOf(key, '/overlay/shown', { method: 'POST', body }), 204)
    const after = await snapshotOf(key)
    assert.deepEqual(after.pending, [executed])
  })

  test('one-shots of a burst without a gap and in order', async ({ assert }) => {
    const stage = await createStage(testSql())
    const { key } = await overlayOf(stage.streamer.id)
    const state = await goal(stage)
    using page = await Page.open(key)

    for (let count = 1; count <= 30; count++) {
      await tell(stage, state, {
        event: 'gamification:contributions_refunded',
        count,
        failed: 0,
        reason: 'expired',
      })
    }

    await until(() => page.told.length === 30)
    assert.deepEqual(
      seqs(page),
      Array.from({ length: 30 }, (_, index) => index + 1)
    )
    assert.deepEqual(
      page.told.map((frame) =>
        frame.event === 'gamification:contributions_refunded' ? frame.data.count : 0
      ),
      seqs(page)
    )
  })

  test('progress never backwards, at most 20 a second, with the last one', async ({ assert }) => {
    const stage = await createStage(testSql())
    const { key } = await overlayOf(stage.streamer.id)
    const state = await goal(stage)
    using page = await Page.open(key)
    const told = () =>
      page.told.flatMap((frame) =>
        frame.event === 'gamification:instance_progress' ? [frame.data.version] : []
      )

    const started = performance.now()
    for (const version of [3, 2, 5, 4, 9, 8, 7, 20, 12, 40]) {
      await tell(
        stage,
        { ...state, version, progress: version },
        { event: 'gamification:instance_progress' }
      )
    }
    await until(() => told().includes(40))

    const seconds = (performance.now() - started) / 1_000
    assert.isAtMost(told().length, Math.ceil(seconds * 20) + 1)
    assert.deepEqual(
      told(),
      told().toSorted((a, b) => a - b)
    )
  })

  test('no progress older than the armed goal it was told of', async ({ assert }) => {
    const stage = await createStage(testSql())
    const { key } = await overlayOf(stage.streamer.id)
    const state = await goal(stage)
    using page = await Page.open(key)
    const progress = (version: number) =>
      tell(stage, { ...state, version }, { event: 'gamification:instance_progress' })

    await progress(2)
    await progress(3)
    await tell(
      stage,
      { ...state, version: 4, status: 'armed' },
      { event: 'gamification:instance_armed' }
    )
    await progress(3)
    await tell(
      stage,
      { ...state, version: 5, status: 'expired' },
      { event: 'gamification:instance_expired' }
    )

    await until(() => page.told.length >= 3)
    assert.deepEqual(
      page.told.map(({ event }) => event.replace('gamification:', '')),
      ['instance_progress', 'instance_armed', 'instance_expired']
    )
  })

  test('nothing of another streamer', async ({ assert }) => {
    const mine = await createStage(testSql())
    const theirs = await createStage(testSql())
    const { key } = await overlayOf(mine.streamer.id)
    await overlayOf(theirs.streamer.id)
    using page = await Page.open(key)

    await tell(theirs, await goal(theirs), { event: 'gamification:instance_armed' })
    await tell(mine, await goal(mine), { event: 'gamification:instance_armed' })

    await until(() => page.told.length > 0)
    assert.lengthOf(page.told, 1)
    assert.deepEqual(seqs(page), [1])
    const snapshot = await snapshotOf(key)
    assert.lengthOf(snapshot.instances, 1)
  })

  test('group goals of the campaign that is live', async ({ assert }) => {
    const stage = await createStage(testSql(), { event: { kind: 'group' } })
    const { key } = await overlayOf(stage.streamer.id)
    using page = await Page.open(key)
    const id = await createInstance(testSql(), {
      campaignId: stage.campaignId,
      eventId: stage.eventId,
      streamerId: null,
    })
    const state = toPublicInstance(await instance(id))

    await InstanceChanged.dispatch(stage.campaignId, null, state, {
      event: 'gamification:instance_created',
    })

    await until(() => page.told.length === 1)
    assert.deepEqual(page.told, [{ event: 'gamification:instance_created', data: state }])
    const { instances } = await snapshotOf(key)
    assert.deepEqual(instances, [state])
  })

  test('not what it missed long ago', async ({ assert }) => {
    const stage = await createStage(testSql())
    const { key } = await overlayOf(stage.streamer.id)
    using page = await Page.open(key)
    await tell(stage, await goal(stage), { event: 'gamification:instance_armed' })
    await until(() => page.told.length === 1)
    await testSql().run(`UPDATE overlay_events SET created_at = now() - interval '1 hour'`)

    const snapshot = await snapshotOf(key)

    assert.deepEqual(snapshot.pending, [])
    assert.equal(snapshot.seq, 1)
  })
})
