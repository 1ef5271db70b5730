import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { effectiveConfigs } from '#gamification/effective_config'
import { EventPausePolicy } from '#gamification/sale/event_pause_policy'
import { emptyDatabase } from '../../support/database.js'
import { createInstance, createStage, testSql, type TestStage } from '../../support/fixtures.js'
import { arm, leaveTable, openTable } from './game.js'

async function reasonFor(stage: TestStage): Promise<string | undefined> {
  const policy = await app.container.make(EventPausePolicy)
  const reasons = await policy.reasons(testSql(), [
    {
      id: stage.reward.id,
      streamerId: stage.streamer.id,
      campaignId: stage.campaignId,
      subjectId: stage.eventId,
    },
  ])
  return reasons.get(stage.reward.id)
}

const campaign = (change: string) => (stage: TestStage) =>
  testSql().run(`UPDATE campaigns SET ${change} WHERE id = $1`, [stage.campaignId])

const goal = (columns: object) => (stage: TestStage) =>
  createInstance(
    testSql(),
    { campaignId: stage.campaignId, eventId: stage.eventId, streamerId: stage.streamer.id },
    { ...columns }
  )

test.group('A reward is paused', (group) => {
  group.each.setup(() => emptyDatabase())

  test('when {reason}, and sold again after it')
    .with([
      {
        reason: 'panic',
        cause: campaign('panic_since = now()'),
        cure: campaign('panic_since = NULL'),
      },
      {
        reason: 'campaign_break',
        cause: campaign('break_since = now()'),
        cure: campaign('break_since = NULL'),
      },
      {
        reason: 'event_disabled',
        cause: (stage: TestStage) =>
          testSql().run('UPDATE campaign_configs SET is_enabled = false WHERE event_id = $1', [
            stage.eventId,
          ]),
        cure: (stage: TestStage) =>
          testSql().run('UPDATE campaign_configs SET is_enabled = true WHERE event_id = $1', [
            stage.eventId,
          ]),
      },
      {
        reason: 'event_unavailable',
        cause: (stage: TestStage) =>
          testSql().run(`UPDATE gamification_events SET trigger_id = 'telepathy' WHERE id = $1`, [
            stage.eventId,
          ]),
        cure: (stage: TestStage) =>
          testSql().run(`UPDATE gamification_events SET trigger_id = 'manual' WHERE id = $1`, [
            stage.eventId,
          ]),
      },
      {
        reason: 'already_armed',
        cause: (stage: TestStage) => arm(stage),
        cure: () => testSql().run('DELETE FROM instances'),
      },
      {
        reason: 'executing',
        cause: goal({ status: 'executing' }),
        cure: () => testSql().run('DELETE FROM instances'),
      },
      {
        reason: 'cooling_down',
        cause: (stage: TestStage) =>
          testSql().run(
            `INSERT INTO cooldowns (event_id, streamer_id, ready_at)
             VALUES ($1, $2, now() + interval '1 minute')`,
            [stage.eventId, stage.streamer.id]
          ),
        cure: () => testSql().run(`UPDATE cooldowns SET ready_at = now() - interval '1 second'`),
      },
    ])
    .run(async ({ assert }, { reason, cause, cure }) => {
      const stage = await createStage(testSql())
      await openTable(testSql(), stage.campaignId)
      assert.isUndefined(await reasonFor(stage))

      await cause(stage)
      assert.equal(await reasonFor(stage), reason)

      await cure(stage)
      assert.isUndefined(await reasonFor(stage))
    })

  test('when it opens with a roll and none has been rolled', async ({ assert }) => {
    const stage = await createStage(testSql(), { event: { mode: 'open' } })
    await openTable(testSql(), stage.campaignId)

    assert.equal(await reasonFor(stage), 'no_instance_open')
    await goal({})(stage)
    assert.isUndefined(await reasonFor(stage))
  })

  test('when the table has been away for a minute, and never was there', async ({ assert }) => {
    const stage = await createStage(testSql())
    assert.equal(await reasonFor(stage), 'table_away')

    const connection = await openTable(testSql(), stage.campaignId)
    assert.isUndefined(await reasonFor(stage))
    await leaveTable(testSql(), connection, 50)
    assert.isUndefined(await reasonFor(stage))
    await leaveTable(testSql(), connection, 70)
    assert.equal(await reasonFor(stage), 'table_away')
  })

  test('of nobody else’s goal', async ({ assert }) => {
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)
    const other = await createStage(testSql())
    await arm({ ...stage, streamer: other.streamer })

    assert.isUndefined(await reasonFor(stage))
  })
})

test.group('What holds for an event', (group) => {
  group.each.setup(() => emptyDatabase())

  test('is the streamer’s, else the campaign’s, else the event’s', async ({ assert }) => {
    const stage = await createStage(testSql(), {
      event: { cost: 100, minimum: 10, duration_seconds: 900, coefficient: 0.25 },
      config: { cost: 200, minimum: 20 },
    })
    await testSql().run('UPDATE streamer_configs SET cost = 300 WHERE event_id = $1', [
      stage.eventId,
    ])

    const [mine, whole] = await effectiveConfigs(testSql(), [
      { eventId: stage.eventId, streamerId: stage.streamer.id },
      { eventId: stage.eventId, streamerId: null },
    ])

    assert.deepInclude(mine?.rules, {
      cost: 300,
      minimum: 20,
      durationSeconds: 900,
      coefficient: 0.25,
      eventName: 'Twist of fate',
    })
    assert.deepInclude(mine, { isEnabled: true, isOffered: true, isLiveCampaign: true })
    assert.equal(whole?.rules.cost, 200)
    assert.deepInclude(whole, { streamerId: null, isOffered: false })
  })
})
