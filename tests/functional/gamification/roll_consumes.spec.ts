import { test } from '@japa/runner'
import {
  createEvent,
  createInstance,
  createStage,
  createStreamer,
  testSql,
} from '../../support/fixtures.js'
import {
  answer,
  arm,
  commandsOf,
  contribute,
  executionStatus,
  executionsOf,
  instance,
  listen,
  openTable,
  roll,
  settled,
  statusOf,
} from './game.js'

test.group('A roll consumes an armed instance', () => {
  test('into one command that inverts exactly this roll', async ({ assert }) => {
    using live = listen()
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)
    const id = await arm(stage)
    await contribute(stage, id, ['Ada', 'Bo'])

    const rolled = await roll(stage)

    assert.equal(rolled.outcome, 'Consumed “Twist of fate”.')
    const row = await instance(id)
    assert.equal(row.status, 'executing')
    assert.equal(row.roll_id, rolled.id)
    const [command, ...others] = await commandsOf(id)
    assert.lengthOf(others, 0)
    assert.equal(command?.type, 'roll.invert')
    assert.deepEqual(command?.payload, {
      messageId: rolled.messageId,
      rollIndex: 0,
      reason: 'Twist of fate: Ada and Bo turned it around.',
    })
    assert.deepEqual(command?.origin, { kind: 'instance', label: 'Twist of fate', viewer: 'Bo' })
    assert.deepEqual(live.names(), ['instance_consumed'])
    assert.deepEqual(live.heard[0]?.change, {
      event: 'gamification:instance_consumed',
      character: 'Mira the Bold',
      natural: 20,
    })
  })

  test('once, however many criticals come at once', async ({ assert }) => {
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)
    const id = await arm(stage)

    const rolls = await Promise.all(Array.from({ length: 8 }, () => roll(stage)))

    assert.lengthOf(
      rolls.filter(({ outcome }) => outcome?.startsWith('Consumed')),
      1
    )
    assert.lengthOf(await commandsOf(id), 1)
    assert.lengthOf(await executionsOf(id), 1)
  })

  test('each of several at once, when as many are armed, the oldest first', async ({ assert }) => {
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)
    const younger = await arm(stage, { armed_at: new Date(Date.now() - 1_000) })
    const eventId = await createEvent(testSql(), stage.campaignId)
    const older = await arm({ ...stage, eventId }, { armed_at: new Date(Date.now() - 9_000) })

    await roll(stage)
    assert.equal(await statusOf(older), 'executing')
    assert.equal(await statusOf(younger), 'armed')

    const others = await Promise.all([roll(stage), roll(stage)])
    assert.equal(await statusOf(younger), 'executing')
    assert.lengthOf(
      others.filter(({ outcome }) => outcome === null),
      1
    )
  })

  test('but not {case}')
    .with([
      { case: 'without a critical', differences: { critical: null, natural: 12 } },
      { case: 'on another die', differences: { faces: 100 } },
      { case: 'of nobody', differences: { streamerId: null } },
    ])
    .run(async ({ assert }, { differences }) => {
      const stage = await createStage(testSql())
      await openTable(testSql(), stage.campaignId)
      const id = await arm(stage)

      const { outcome } = await roll(stage, differences)

      assert.isNull(outcome)
      assert.equal(await statusOf(id), 'armed')
    })

  test('but not of another streamer', async ({ assert }) => {
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)
    const id = await arm(stage)
    const other = await createStreamer(testSql())

    await roll(stage, { streamerId: other.id })

    assert.equal(await statusOf(id), 'armed')
  })

  test('of a group event, whoever rolled', async ({ assert }) => {
    const stage = await createStage(testSql(), { event: { kind: 'group' } })
    await openTable(testSql(), stage.campaignId)
    const id = await createInstance(
      testSql(),
      { campaignId: stage.campaignId, eventId: stage.eventId, streamerId: null },
      { progress: 10, armed_at: new Date(), status: 'armed' }
    )

    await roll(stage, { streamerId: null })

    assert.equal(await statusOf(id), 'executing')
  })

  test('but not once it has expired', async ({ assert }) => {
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)
    const id = await arm(stage, { expires_at: new Date(Date.now() - 1_000) })

    await roll(stage)

    assert.equal(await statusOf(id), 'armed')
  })

  test('but not during {case}')
    .with([
      { case: 'a break', column: 'break_since', outcome: 'The table is on a break.' },
      { case: 'a panic', column: 'panic_since', outcome: 'Everything is stopped.' },
    ])
    .run(async ({ assert }, { column, outcome }) => {
      const stage = await createStage(testSql())
      await openTable(testSql(), stage.campaignId)
      const id = await arm(stage)
      await testSql().run(`UPDATE campaigns SET ${column} = now() WHERE id = $1`, [
        stage.campaignId,
      ])

      const rolled = await roll(stage)

      assert.equal(rolled.outcome, outcome)
      assert.equal(await statusOf(id), 'armed')
    })
})

test.group('The table answers', () => {
  test('done: fulfilled, cooling down, told with both values', async ({ assert }) => {
    const stage = await createStage(testSql(), { event: { cooldown_seconds: 120 } })
    await openTable(testSql(), stage.campaignId)
    const id = await arm(stage)
    const redemptions = await contribute(stage, id, ['Ada', 'Bo'])
    await roll(stage)

    using live = listen()
    await answer(id, { status: 'done', before: 20, after: 1 })

    assert.equal(await statusOf(id), 'completed')
    assert.deepEqual(await settled(redemptions), ['fulfil_pending completed'])
    assert.equal(await executionStatus(id), 'done')
    assert.deepEqual(live.heard[0]?.change, {
      event: 'gamification:action_executed',
      success: true,
      message: 'Mira the Bold’s roll turned from 20 to 1.',
      character: 'Mira the Bold',
      originalValue: 20,
      invertedValue: 1,
    })
    const [cooldown] = await testSql().run<{ seconds: number }>(
      `SELECT extract(epoch FROM ready_at - now())::int AS seconds FROM cooldowns
       WHERE event_id = $1 AND streamer_id = $2`,
      [stage.eventId, stage.streamer.id]
    )
    assert.approximately(cooldown?.seconds ?? 0, 120, 5)
  })

  test('{status}: refunded as {reason}, without a cooldown')
    .with([
      { status: 'failed', reason: 'action_failed' },
      { status: 'skipped', reason: 'action_failed' },
      { status: 'expired', reason: 'action_expired' },
      { status: 'unsupported', reason: 'action_unsupported' },
    ] as const)
    .run(async ({ assert }, { status, reason }) => {
      const stage = await createStage(testSql())
      await openTable(testSql(), stage.campaignId)
      const id = await arm(stage)
      const redemptions = await contribute(stage, id, ['Ada'])
      await roll(stage)

      using live = listen()
      await answer(id, { status })

      const row = await instance(id)
      assert.equal(row.status, 'failed')
      assert.equal(row.reason, reason)
      assert.deepEqual(await settled(redemptions), [`refund_pending ${reason}`])
      assert.deepEqual(live.names(), ['instance_failed'])
      const cooldowns = await testSql().run('SELECT 1 FROM cooldowns WHERE event_id = $1', [
        stage.eventId,
      ])
      assert.lengthOf(cooldowns, 0)
    })

  test('uncertain: waits for the GM, whose word ends it', async ({ assert }) => {
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)
    const id = await arm(stage)
    const redemptions = await contribute(stage, id, ['Ada'])
    await roll(stage)

    await answer(id, { status: 'uncertain' })
    assert.equal(await statusOf(id), 'executing')
    assert.equal(await executionStatus(id), 'uncertain')
    assert.deepEqual(await settled(redemptions), ['counted -'])

    await answer(id, { status: 'done' })
    assert.equal(await statusOf(id), 'completed')
    assert.deepEqual(await settled(redemptions), ['fulfil_pending completed'])
  })

  test('twice: the first answer counts', async ({ assert }) => {
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)
    const id = await arm(stage)
    const redemptions = await contribute(stage, id, ['Ada'])
    await roll(stage)

    await answer(id, { status: 'done' })
    await answer(id, { status: 'failed' })

    assert.equal(await statusOf(id), 'completed')
    assert.deepEqual(await settled(redemptions), ['fulfil_pending completed'])
  })
})
