import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { transact } from '#core/transact'
import { ActionExecutor } from '#gamification/lifecycle/action_executor'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { type AnnouncedRow, TOLD_COLUMNS } from '#gamification/public_instance'
import { emptyDatabase } from '../../support/database.js'
import { createInstance, createStage, testSql, type TestStage } from '../../support/fixtures.js'
import {
  answer,
  arm,
  commandsOf,
  contribute,
  executePending,
  executionResult,
  executionStatus,
  expireDue,
  instance,
  leaveTable,
  listen,
  openTable,
  reasonOf,
  roll,
  settled,
  statusOf,
} from './game.js'
import { createGroup } from './group_stage.js'

const past = () => new Date(Date.now() - 1_000)

/** As counting leaves an instance whose goal needs no trigger. */
async function begun(stage: TestStage) {
  const id = await createInstance(
    testSql(),
    { campaignId: stage.campaignId, eventId: stage.eventId, streamerId: stage.streamer.id },
    { progress: 10, status: 'executing', expires_at: null }
  )
  await testSql().run(
    `INSERT INTO executions (instance_id, action_id, deadline_at)
     SELECT id, rules->>'actionId', now() + interval '3 minutes' FROM instances WHERE id = $1`,
    [id]
  )
  return id
}

const CHAT = {
  mode: 'immediate',
  action_id: 'chat_message',
  action_settings: JSON.stringify({ message: '{viewers} say {event}, all {count}' }),
}

test.group('What has run out of time', (group) => {
  group.each.setup(() => emptyDatabase())

  test('{status}: ends as {ended} and refunds')
    .with([
      { status: 'active', ended: 'expired', reason: 'expired', told: 'instance_expired' },
      { status: 'armed', ended: 'expired', reason: 'expired', told: 'instance_expired' },
      {
        status: 'awaiting_approval',
        ended: 'cancelled',
        reason: 'rejected',
        told: 'instance_cancelled',
      },
    ])
    .run(async ({ assert }, { status, ended, reason, told }) => {
      const stage = await createStage(testSql())
      const id = await arm(stage, { expires_at: past(), status })
      const redemptions = await contribute(stage, id, ['Ada', 'Bo'])

      using live = listen()
      await Promise.all([expireDue(), expireDue(), expireDue()])

      const row = await instance(id)
      assert.equal(row.status, ended)
      assert.equal(row.reason, reason)
      assert.deepEqual(await settled(redemptions), [`refund_pending ${reason}`])
      assert.deepEqual(live.names(), [told])
    })

  test('leaves alone what is not due', async ({ assert }) => {
    const stage = await createStage(testSql())
    const id = await arm(stage)

    await expireDue()

    assert.equal(await statusOf(id), 'armed')
  })

  test('an execution without an answer fails, and a late answer changes nothing', async ({
    assert,
  }) => {
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)
    const id = await arm(stage)
    const redemptions = await contribute(stage, id, ['Ada'])
    await roll(stage)
    await testSql().run('UPDATE executions SET deadline_at = now() WHERE instance_id = $1', [id])

    await expireDue()
    await answer(id, { status: 'done' })

    assert.equal(await statusOf(id), 'failed')
    assert.equal(await executionStatus(id), 'failed')
    assert.deepEqual(await settled(redemptions), ['refund_pending action_expired'])
  })

  test('an uncertain one too, when nobody decides', async ({ assert }) => {
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)
    const id = await arm(stage)
    await roll(stage)
    await answer(id, { status: 'uncertain' })
    await testSql().run('UPDATE executions SET deadline_at = now() WHERE instance_id = $1', [id])

    await expireDue()

    assert.equal(await statusOf(id), 'failed')
    assert.deepEqual(await executionResult(id), {
      message: 'Nobody said in time whether it happened.',
    })
  })

  test('expiry and a critical at once: one of them wins, wholly', async ({ assert }) => {
    for (let round = 0; round < 10; round++) {
      const stage = await createStage(testSql())
      await openTable(testSql(), stage.campaignId)
      const id = await arm(stage)
      const redemptions = await contribute(stage, id, ['Ada'])
      const instances = await app.container.make(InstanceManager)
      const cancel = () => transact((sql, after) => instances.cancel(sql, after, id, 'cancelled'))

      await Promise.all(round % 2 === 0 ? [cancel(), roll(stage)] : [roll(stage), cancel()])

      const { status } = await instance(id)
      const commands = await commandsOf(id)
      assert.include(['executing', 'cancelled'], status)
      assert.lengthOf(commands, status === 'executing' ? 1 : 0)
      assert.deepEqual(await settled(redemptions), [
        status === 'executing' ? 'counted -' : 'refund_pending cancelled',
      ])
    }
  })
})

test.group('A stream that is off the air', (group) => {
  group.each.setup(() => emptyDatabase())

  const goOffline = (stage: TestStage, minutes: number) =>
    testSql().run(
      `UPDATE channel_states SET is_live = false, offline_since = now() - make_interval(mins => $2)
       WHERE streamer_id = $1`,
      [stage.streamer.id, minutes]
    )

  test('for ten minutes: what collects goes back, once, for its own reason', async ({ assert }) => {
    const stage = await createStage(testSql())
    const id = await arm(stage, { status: 'active', armed_at: null, progress: 2 })
    const redemptions = await contribute(stage, id, ['Ada', 'Bo'])
    await goOffline(stage, 10)

    using live = listen()
    await Promise.all(Array.from({ length: 4 }, expireDue))

    assert.equal(await statusOf(id), 'expired')
    assert.equal(await reasonOf(id), 'streamer_offline')
    assert.deepEqual(await settled(redemptions), ['refund_pending streamer_offline'])
    assert.deepEqual(live.names(), ['instance_expired'])
  })

  test('for less, or armed already: it waits on', async ({ assert }) => {
    const short = await createStage(testSql())
    const collecting = await arm(short, { status: 'active', armed_at: null, progress: 2 })
    await goOffline(short, 9)
    const long = await createStage(testSql())
    const armed = await arm(long)
    await goOffline(long, 60)

    await expireDue()

    assert.equal(await statusOf(collecting), 'active')
    assert.equal(await statusOf(armed), 'armed')
  })

  test('a group goes on while somebody is on the air', async ({ assert }) => {
    const { stage, channels } = await createGroup([5, 5])
    const id = await createInstance(testSql(), { ...stage, streamerId: null }, { progress: 1 })
    await goOffline(stage, 30)

    await expireDue()
    assert.equal(await statusOf(id), 'active')

    await testSql().run(
      `UPDATE channel_states SET is_live = false, offline_since = now() - interval '11 minutes'
       WHERE streamer_id = $1`,
      [channels[1]?.streamer.id ?? null]
    )
    await expireDue()
    assert.equal(await reasonOf(id), 'streamer_offline')
  })
})

test.group('What executes without a roll', (group) => {
  group.each.setup(() => emptyDatabase())

  test('is dispatched once, by however many workers', async ({ assert }) => {
    const stage = await createStage(testSql(), { event: CHAT })
    await openTable(testSql(), stage.campaignId)
    const id = await begun(stage)
    await contribute(stage, id, ['Ada', 'Bo', 'Cy'])

    await Promise.all(Array.from({ length: 6 }, executePending))

    const commands = await commandsOf(id)
    assert.lengthOf(commands, 1)
    assert.equal(commands[0]?.type, 'chat.send')
    assert.deepEqual(commands[0]?.payload, {
      text: 'Ada, Bo, and Cy say Twist of fate, all 10',
      as: 'gm',
    })

    await answer(id, { status: 'done' })
    assert.equal(await statusOf(id), 'completed')
  })

  test('is dispatched once, also by who has not seen that it was', async ({ assert }) => {
    const stage = await createStage(testSql(), { event: CHAT })
    await openTable(testSql(), stage.campaignId)
    const id = await begun(stage)
    const [row] = await testSql().run<AnnouncedRow>(
      `SELECT i.*, ${TOLD_COLUMNS} FROM instances i WHERE i.id = $1`,
      [id]
    )
    const executor = await app.container.make(ActionExecutor)
    const dispatch = () => transact((sql, after) => executor.dispatch(sql, after, row))

    assert.sameMembers(await Promise.all([dispatch(), dispatch(), dispatch()]), [
      true,
      false,
      false,
    ])
    assert.lengthOf(await commandsOf(id), 1)
  })

  test('waits for the table, and is refunded when it does not come', async ({ assert }) => {
    const stage = await createStage(testSql(), { event: CHAT })
    await leaveTable(testSql(), await openTable(testSql(), stage.campaignId), 5)
    const id = await begun(stage)
    const redemptions = await contribute(stage, id, ['Ada'])

    await executePending()
    assert.lengthOf(await commandsOf(id), 0)
    assert.isNull(await executionResult(id))

    await testSql().run('UPDATE executions SET deadline_at = now() WHERE instance_id = $1', [id])
    await expireDue()
    assert.deepEqual(await executionResult(id), {
      message: 'Foundry was not connected in time.',
    })
    assert.deepEqual(await settled(redemptions), ['refund_pending action_expired'])
  })

  test('fails with its own message, and the others go on', async ({ assert }) => {
    const broken = await createStage(testSql(), { event: { mode: 'immediate' } })
    const unknown = await createStage(testSql(), { event: { ...CHAT, action_id: 'teleport' } })
    const fine = await createStage(testSql(), { event: CHAT })
    for (const { campaignId } of [broken, unknown, fine]) await openTable(testSql(), campaignId)
    const ids = [await begun(broken), await begun(unknown), await begun(fine)]
    const [withoutRoll = '', teleport = '', good = ''] = ids
    const redemptions = await contribute(broken, withoutRoll, ['Ada'])

    using live = listen()
    await executePending()

    assert.equal(await reasonOf(withoutRoll), 'action_failed')
    assert.deepEqual(await settled(redemptions), ['refund_pending action_failed'])
    assert.equal(await reasonOf(teleport), 'action_unsupported')
    assert.lengthOf(await commandsOf(good), 1)
    assert.deepEqual(
      live.heard.map(({ change }) => ('message' in change ? change.message : '')),
      ['There is no roll to invert.', 'The action "teleport" is not installed here.']
    )
  })
})

test.group('An event that opens with a roll', (group) => {
  group.each.setup(() => emptyDatabase())

  const open = (event = {}) => createStage(testSql(), { event: { mode: 'open', ...event } })
  const openOnes = (stage: TestStage) =>
    testSql().run<{ id: string; objective: number; roll_id: string; status: string }>(
      `SELECT * FROM instances WHERE event_id = $1`,
      [stage.eventId]
    )

  test('starts one instance, whose action is for that roll', async ({ assert }) => {
    const stage = await open({ coefficient: 2.5, minimum: 3 })
    await openTable(testSql(), stage.campaignId)

    using live = listen()
    const rolled = await roll(stage)

    assert.equal(rolled.outcome, 'Started “Twist of fate”.')
    const [row] = await openOnes(stage)
    // Five viewers are watching, half a viewer is rounded up.
    assert.equal(row?.objective, 13)
    assert.equal(row?.roll_id, rolled.id)
    assert.equal(row?.status, 'active')
    assert.deepEqual(live.names(), ['instance_created'])

    await testSql().run(
      `UPDATE instances SET version = version + 1, status = 'executing', progress = objective WHERE id = $1`,
      [row?.id ?? '']
    )
    await testSql().run(
      `INSERT INTO executions (instance_id, action_id, deadline_at)
       VALUES ($1, 'dice_invert', now() + interval '3 minutes')`,
      [row?.id ?? '']
    )
    await executePending()
    const [command] = await commandsOf(row?.id ?? '')
    assert.equal(command?.payload.messageId, rolled.messageId)
  })

  test('once, however many criticals come at once', async ({ assert }) => {
    const stage = await open()
    await openTable(testSql(), stage.campaignId)

    await Promise.all(Array.from({ length: 6 }, () => roll(stage)))

    assert.lengthOf(await openOnes(stage), 1)
  })

  test('not while {case}')
    .with([
      {
        case: 'cooling down',
        sql: `INSERT INTO cooldowns (event_id, streamer_id, ready_at)
              SELECT event_id, streamer_id, now() + interval '1 minute' FROM streamer_configs
              WHERE event_id = $1`,
      },
      {
        case: 'switched off by the GM',
        sql: 'UPDATE campaign_configs SET is_enabled = false WHERE event_id = $1',
      },
      {
        case: 'not on sale',
        sql: 'UPDATE streamer_configs SET is_enabled = false WHERE event_id = $1',
      },
      {
        case: 'the stream is off',
        sql: `UPDATE channel_states SET is_live = false, offline_since = now()
              WHERE streamer_id IN (SELECT streamer_id FROM streamer_configs WHERE event_id = $1)`,
      },
    ])
    .run(async ({ assert }, { sql }) => {
      const stage = await open()
      await openTable(testSql(), stage.campaignId)
      await testSql().run(sql, [stage.eventId])

      await roll(stage)

      assert.lengthOf(await openOnes(stage), 0)
    })
})

test.group('An approval', (group) => {
  group.each.setup(() => emptyDatabase())

  test('is asked before anything reaches the table', async ({ assert }) => {
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)
    const id = await arm(stage, { approval_required: true })

    const { outcome } = await roll(stage)

    assert.equal(outcome, '“Twist of fate” waits for a GM’s approval.')
    const row = await instance(id)
    assert.equal(row.status, 'awaiting_approval')
    assert.approximately((row.expires_at?.getTime() ?? 0) - Date.now(), 600_000, 10_000)
    assert.lengthOf(await commandsOf(id), 0)
  })
})
