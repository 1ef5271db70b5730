import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import type { ApiClient } from '@japa/api-client'
import User from '#accounts/user'
import { transact } from '#core/transact'
import { Departures } from '#campaigns/departures'
import { GmActionListener } from '#foundry/ports'
import { emptyDatabase } from '../../support/database.js'
import {
  createEvent,
  createInstance,
  createStage,
  testSql,
  type TestStage,
} from '../../support/fixtures.js'
import {
  answer,
  arm,
  commandsOf,
  contribute,
  executePending,
  instance,
  leaveTable,
  openTable,
  reasonOf,
  roll,
  settled,
  statusOf,
} from './game.js'

const MANUAL = {
  trigger_id: 'manual',
  action_id: 'chat_message',
  action_settings: JSON.stringify({ message: 'The crowd roars' }),
}

/** The owner of the stage presses a button. */
async function press(client: ApiClient, stage: TestStage, path: string) {
  const gm = await User.findOrFail(stage.ownerId)
  return client
    .post(`/campaigns/${stage.campaignId}/${path}`)
    .accept('json')
    .redirects(0)
    .withCsrfToken()
    .loginAs(gm)
}

const active = (stage: TestStage, columns = {}) =>
  createInstance(
    testSql(),
    { campaignId: stage.campaignId, eventId: stage.eventId, streamerId: stage.streamer.id },
    { progress: 4, ...columns }
  )

test.group('A GM', (group) => {
  group.each.setup(() => emptyDatabase())

  test('cancels: everything goes back, and a second press is told so', async ({
    client,
    assert,
  }) => {
    const stage = await createStage(testSql())
    const id = await active(stage)
    const redemptions = await contribute(stage, id, ['Ada'])

    const first = await press(client, stage, `instances/${id}/cancel`)
    const second = await press(client, stage, `instances/${id}/cancel`)

    assert.equal(first.status(), 302)
    assert.equal(second.status(), 409)
    assert.include(second.text(), 'it is cancelled now')
    assert.deepEqual(await settled(redemptions), ['refund_pending cancelled'])
    assert.lengthOf(await testSql().run('SELECT 1 FROM cooldowns'), 0)
  })

  test('completes a goal by hand, which the next critical then consumes', async ({
    client,
    assert,
  }) => {
    const stage = await createStage(testSql(), { event: { armed_seconds: 600 } })
    await openTable(testSql(), stage.campaignId)
    const id = await active(stage)

    await press(client, stage, `instances/${id}/complete`)

    const row = await instance(id)
    assert.equal(row.status, 'armed')
    assert.equal(row.progress, 4)
    assert.approximately((row.expires_at?.getTime() ?? 0) - Date.now(), 600_000, 10_000)
    await roll(stage)
    assert.equal(await statusOf(id), 'executing')
  })

  test('completes an immediate goal, which then executes', async ({ client, assert }) => {
    const stage = await createStage(testSql(), { event: { ...MANUAL, mode: 'immediate' } })
    await openTable(testSql(), stage.campaignId)
    const id = await active(stage)

    await press(client, stage, `instances/${id}/complete`)
    await executePending()

    assert.lengthOf(await commandsOf(id), 1)
  })

  test('fires an event that waits for the button', async ({ client, assert }) => {
    const stage = await createStage(testSql(), { event: MANUAL })
    await openTable(testSql(), stage.campaignId)
    const id = await arm(stage)

    const response = await press(client, stage, `instances/${id}/trigger`)

    assert.equal(response.status(), 302)
    assert.lengthOf(await commandsOf(id), 1)
    const { trigger_facts: facts } = await instance(id)
    assert.deepEqual(facts, { by: 'Game master' })
  })

  test('cannot fire one that waits for a roll, or while the table is away', async ({
    client,
    assert,
  }) => {
    const rolls = await createStage(testSql())
    await openTable(testSql(), rolls.campaignId)
    const waiting = await arm(rolls)
    const away = await createStage(testSql(), { event: MANUAL })
    await leaveTable(testSql(), await openTable(testSql(), away.campaignId), 1)
    const armed = await arm(away)

    const first = await press(client, rolls, `instances/${waiting}/trigger`)
    const second = await press(client, away, `instances/${armed}/trigger`)

    assert.equal(first.status(), 409)
    assert.include(first.text(), 'waiting for dice.rolled')
    assert.equal(second.status(), 409)
    assert.include(second.text(), 'Foundry is not connected')
    assert.equal(await statusOf(waiting), 'armed')
    assert.equal(await statusOf(armed), 'armed')
  })

  test('approves what a roll asked for: it executes on that roll', async ({ client, assert }) => {
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)
    const id = await arm(stage, { approval_required: true })
    const rolled = await roll(stage)

    await press(client, stage, `instances/${id}/approve`)
    await executePending()

    const [command] = await commandsOf(id)
    assert.equal(command?.payload.messageId, rolled.messageId)
    await answer(id, { status: 'done' })
    assert.equal(await statusOf(id), 'completed')
  })

  test('on a break nothing is fired, approved or executed; what is armed waits', async ({
    client,
    assert,
  }) => {
    const stage = await createStage(testSql(), { event: MANUAL })
    await openTable(testSql(), stage.campaignId)
    const armed = await arm(stage)
    const asked = await arm(await another(stage), { status: 'awaiting_approval' })
    const immediate = await active(await another(stage, { mode: 'immediate' }))
    const pressed = await active(await another(stage, { mode: 'immediate' }))
    await press(client, stage, `instances/${immediate}/complete`)
    await press(client, stage, 'break')

    for (const path of [
      `instances/${armed}/trigger`,
      `instances/${asked}/approve`,
      `instances/${pressed}/complete`,
    ]) {
      const refused = await press(client, stage, path)
      assert.equal(refused.status(), 409)
      assert.include(refused.text(), 'The table is on a break. Nothing new reaches the table')
    }
    await executePending()
    assert.equal(await statusOf(armed), 'armed')
    assert.equal(await statusOf(asked), 'awaiting_approval')
    assert.equal(await statusOf(pressed), 'active')
    assert.lengthOf(await commandsOf(immediate), 0)

    await press(client, stage, 'resume')
    await press(client, stage, `instances/${armed}/trigger`)
    await press(client, stage, `instances/${asked}/approve`)
    await executePending()
    for (const id of [armed, asked, immediate]) {
      assert.lengthOf(await commandsOf(id), 1)
    }
  })

  test('rejects it: refunded, never executed', async ({ client, assert }) => {
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)
    const id = await arm(stage, { approval_required: true })
    const redemptions = await contribute(stage, id, ['Ada'])
    await roll(stage)

    const [rejected, approved] = await Promise.all([
      press(client, stage, `instances/${id}/reject`),
      press(client, stage, `instances/${id}/approve`),
    ])

    assert.sameMembers([rejected?.status(), approved?.status()], [302, 409])
    const wasRejected = (await statusOf(id)) === 'cancelled'
    assert.equal(rejected?.status(), wasRejected ? 302 : 409)
    assert.deepEqual(await settled(redemptions), [
      wasRejected ? 'refund_pending rejected' : 'counted -',
    ])
  })

  test('says of an uncertain execution that it {did}')
    .with([
      { did: 'happened', path: 'confirm', state: 'fulfil_pending completed' },
      { did: 'did not', path: 'dismiss', state: 'refund_pending action_failed' },
    ])
    .run(async ({ client, assert }, { path, state }) => {
      const stage = await createStage(testSql())
      await openTable(testSql(), stage.campaignId)
      const id = await arm(stage)
      const redemptions = await contribute(stage, id, ['Ada'])
      await roll(stage)

      const early = await press(client, stage, `instances/${id}/${path}`)
      await answer(id, { status: 'uncertain' })
      const decided = await press(client, stage, `instances/${id}/${path}`)

      assert.equal(early.status(), 409)
      assert.equal(decided.status(), 302)
      assert.deepEqual(await settled(redemptions), [state])
    })

  test('cannot touch an instance of another campaign', async ({ client, assert }) => {
    const mine = await createStage(testSql())
    const theirs = await createStage(testSql())
    const id = await active(theirs)

    const response = await press(client, mine, `instances/${id}/cancel`)

    assert.equal(response.status(), 404)
    assert.equal(await statusOf(id), 'active')
  })

  test('stops everything: what is open goes back, what the table has in hand ends by itself', async ({
    client,
    assert,
  }) => {
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)
    const executing = await arm(stage)
    await roll(stage)
    await testSql().run(`UPDATE foundry_commands SET status = 'delivered'`)
    const other = await createStage(testSql())
    const elsewhere = await active(other)
    const together = await createInstance(
      testSql(),
      { campaignId: stage.campaignId, eventId: await groupEvent(stage), streamerId: null },
      { progress: 1 }
    )
    const redemptions = await contribute(stage, together, ['Ada'])

    await press(client, stage, 'panic')

    assert.deepEqual(await settled(redemptions), ['refund_pending panic'])
    assert.equal(await statusOf(executing), 'executing')
    assert.equal(await statusOf(elsewhere), 'active')

    await press(client, stage, 'resume')
    const [campaign] = await testSql().run<{ panic_since: Date | null }>(
      'SELECT panic_since FROM campaigns WHERE id = $1',
      [stage.campaignId]
    )
    assert.isNull(campaign?.panic_since)
  })

  test('sees what cools down, of a streamer and of a group', async ({ client, assert }) => {
    const stage = await createStage(testSql())
    await testSql().run(
      `INSERT INTO cooldowns (event_id, streamer_id, ready_at)
       VALUES ($1, $2, now() + interval '1 hour'), ($3, NULL, now() + interval '2 hours')`,
      [stage.eventId, stage.streamer.id, await groupEvent(stage)]
    )

    const response = await client
      .get(`/campaigns/${stage.campaignId}`)
      .withInertia()
      .loginAs(await User.findOrFail(stage.ownerId))

    assert.containSubset(response.inertiaProps.cooldowns, [
      { eventName: 'Twist of fate', streamerId: stage.streamer.id, streamer: 'Streamer' },
      { eventName: 'All together', streamerId: null, streamer: null },
    ])
  })

  test('ends a cooldown', async ({ client, assert }) => {
    const stage = await createStage(testSql())
    await testSql().run(
      `INSERT INTO cooldowns (event_id, streamer_id, ready_at) VALUES ($1, $2, now() + interval '1 hour')`,
      [stage.eventId, stage.streamer.id]
    )
    const gm = await User.findOrFail(stage.ownerId)

    await client
      .delete(
        `/campaigns/${stage.campaignId}/events/${stage.eventId}/cooldowns/${stage.streamer.id}`
      )
      .redirects(0)
      .withCsrfToken()
      .loginAs(gm)

    assert.lengthOf(await testSql().run('SELECT 1 FROM cooldowns'), 0)
  })

  test('does the same from Foundry', async ({ assert }) => {
    const stage = await createStage(testSql(), { event: MANUAL })
    await openTable(testSql(), stage.campaignId)
    const id = await arm(stage)
    const listener = await app.container.make(GmActionListener)
    const act = (action: 'manual_trigger' | 'pause' | 'resume' | 'panic') =>
      transact((sql, after) =>
        listener.onAction(sql, stage.campaignId, { action, by: 'Gamemaster' }, after)
      )

    const pressed = await Promise.allSettled([act('manual_trigger'), act('manual_trigger')])
    assert.lengthOf(await commandsOf(id), 1)
    assert.sameMembers(
      pressed.map(({ status }) => status),
      ['fulfilled', 'rejected']
    )
    await assert.rejects(() => act('manual_trigger'), 'Its goal is not reached yet.')

    const later = await createStage(testSql())
    const open = await active(later)
    await transact((sql, after) =>
      listener.onAction(sql, later.campaignId, { action: 'panic', by: 'Gamemaster' }, after)
    )
    assert.equal(await reasonOf(open), 'panic')
  })
})

test.group('A streamer who leaves', (group) => {
  group.each.setup(() => emptyDatabase())

  test('gives the open points back and the rewards up', async ({ assert }) => {
    const stage = await createStage(testSql())
    const id = await active(stage)
    const redemptions = await contribute(stage, id, ['Ada'])
    const departures = await app.container.make(Departures)

    await transact((sql, after) =>
      departures.streamerLeaves(sql, after, {
        campaignId: stage.campaignId,
        streamerId: stage.streamer.id,
      })
    )

    assert.deepEqual(await settled(redemptions), ['refund_pending streamer_left'])
    const [reward] = await testSql().run<{ retired_at: Date | null }>(
      'SELECT retired_at FROM rewards WHERE id = $1',
      [stage.reward.id]
    )
    assert.isNotNull(reward?.retired_at)
  })
})

test.group('A campaign that is archived', (group) => {
  group.each.setup(() => emptyDatabase())

  test('gives back everything that is open, also what the group has put in', async ({
    client,
    assert,
  }) => {
    const stage = await createStage(testSql())
    const own = await active(stage)
    const together = await createInstance(testSql(), {
      campaignId: stage.campaignId,
      eventId: await groupEvent(stage),
      streamerId: null,
    })
    const redemptions = [
      ...(await contribute(stage, own, ['Ada'])),
      ...(await contribute(stage, together, ['Tobi'])),
    ]

    await press(client, stage, 'archive')

    assert.deepEqual(await settled(redemptions), ['refund_pending campaign_archived'])
    assert.equal(await statusOf(together), 'cancelled')
  })
})

/** Another event of the same campaign and streamer. */
async function another(stage: TestStage, event: Record<string, string> = {}): Promise<TestStage> {
  const eventId = await createEvent(testSql(), stage.campaignId, { event: { ...MANUAL, ...event } })
  return { ...stage, eventId }
}

async function groupEvent(stage: TestStage): Promise<string> {
  const [row] = await testSql().run<{ id: string }>(
    `INSERT INTO gamification_events (id, campaign_id, name, kind, trigger_id, action_id)
     VALUES (gen_random_uuid(), $1, 'All together', 'group', 'manual', 'chat_message') RETURNING id`,
    [stage.campaignId]
  )
  return row?.id ?? ''
}
