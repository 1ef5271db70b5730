import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import app from '@adonisjs/core/services/app'
import limiter from '@adonisjs/limiter/services/main'
import User from '#accounts/user'
import { uuidv7 } from '#core/ids'
import { EventSubManager } from '#channels/eventsub/websocket/event_sub_manager'
import type { ConnectionReport } from '#dashboards/connection/connection_report'
import { emptyDatabase } from '#tests/support/database'
import { createCampaign, createMember, createStage, testSql } from '#tests/support/fixtures'
import type { TestStage } from '#tests/support/fixtures'
import { createStreamer, useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'

async function ask(client: ApiClient, method: string, path: string, userId: string) {
  return client
    .request(path, method)
    .loginAs(await User.findOrFail(userId))
    .withCsrfToken()
    .redirects(0)
    .withInertia()
}

test.group('The connection of a channel', (group) => {
  let stage: TestStage
  let address: string

  group.each.setup(async () => {
    await emptyDatabase()
    await limiter.clear()
    stage = await createStage(testSql())
    address = `/streamers/${stage.streamer.id}/connection`
    await testSql().run(
      `UPDATE twitch_accounts SET scopes = '{channel:manage:redemptions}' WHERE user_id = $1`,
      [stage.streamer.id]
    )
  })

  const connection = (state: string) =>
    testSql().run(
      `INSERT INTO eventsub_connections (streamer_id, transport, state, session_id, connected_at, last_message_at,
         last_gap_seconds, last_gap_at, last_gap_unlisted)
       VALUES ($1, 'websocket', $2, 'session-1', now() - interval '1 hour', now(), 42, now() - interval '1 hour',
         '{raid,channel_updated}')`,
      [stage.streamer.id, state]
    )
  const subscription = (type: string, status: string, missing: string | null = null) =>
    testSql().run(
      `INSERT INTO eventsub_subscriptions (id, streamer_id, type, version, condition, transport, target, status,
         missing_scope, cost, next_attempt_at)
       VALUES ($1, $2, $3, '1', '{}', 'websocket', 'session-1', $4, $5, 1, now() + interval '1 hour')`,
      [uuidv7(), stage.streamer.id, type, status, missing]
    )

  async function report(client: ApiClient): Promise<ConnectionReport> {
    const response = await ask(client, 'GET', address, stage.streamer.id)
    return response.body().props.report
  }
  const line = ({ parts }: ConnectionReport, wanted: string) =>
    parts.flatMap(({ subscriptions }) => subscriptions).find(({ type }) => type === wanted)

  test('says of each subscription whether it is there, what it lacks, and what a gap has cost', async ({
    client,
    assert,
  }) => {
    await testSql().run(
      `INSERT INTO channel_features (streamer_id, feature) VALUES ($1, 'followers')`,
      [stage.streamer.id]
    )
    await connection('connected')
    await subscription('channel.raid', 'enabled')
    await subscription('channel.follow', 'refused', 'moderator:read:followers')

    const told = await report(client)
    assert.deepInclude(told, { transport: 'websocket', state: 'connected', isPaused: false })
    assert.equal(told.sessionId, 'session-1')
    assert.deepInclude(told.lastGap, { seconds: 42, unlisted: ['raids', 'changes of the title'] })
    assert.deepInclude(line(told, 'channel.raid'), {
      status: 'enabled',
      cost: 1,
      isLostInGap: true,
    })
    assert.deepInclude(line(told, 'channel.follow'), {
      status: 'refused',
      missingScope: 'moderator:read:followers',
      isLostInGap: false,
    })
    assert.deepInclude(line(told, 'stream.online'), { status: 'wanted', missingScope: null })
    assert.include(told.switchedOff, 'Chat')
    assert.notInclude(told.switchedOff, 'Followers')
  })

  test('a subscription that nobody receives is not called present', async ({ client, assert }) => {
    await connection('reconnecting')
    await subscription('channel.raid', 'enabled')
    assert.equal(line(await report(client), 'channel.raid')?.status, 'away')
  })

  test('the history begins with the state it had before, and knows the gaps', async ({
    client,
    assert,
  }) => {
    await testSql().run(
      `INSERT INTO connection_history (streamer_id, transport, state, reason, gap_seconds, unlisted_kinds, at)
       VALUES ($1, 'websocket', 'connected', NULL, NULL, NULL, now() - interval '30 hours'),
              ($1, 'websocket', 'reconnecting', 'silence', NULL, NULL, now() - interval '2 hours'),
              ($1, 'webhook', 'connected', NULL, NULL, NULL, now() - interval '1 hour'),
              ($1, 'webhook', 'gap', NULL, 3600, '{cheer}', now() - interval '1 hour'),
              ($1, 'websocket', 'failed', NULL, NULL, NULL, now() - interval '9 days')`,
      [stage.streamer.id]
    )
    const course = async (query = '') =>
      (await ask(client, 'GET', `${address}${query}`, stage.streamer.id)).body().props.course

    const day = await course()
    assert.deepEqual(
      day.spans.map(({ state, transport }: { state: string; transport: string }) => [
        state,
        transport,
      ]),
      [
        ['connected', 'websocket'],
        ['reconnecting', 'websocket'],
        ['connected', 'webhook'],
      ]
    )
    assert.equal(day.spans[0].from, day.from)
    assert.equal(day.spans[0].to, day.spans[1].from)
    assert.equal(day.spans[2].to, day.to)
    assert.lengthOf(day.gaps, 1)
    assert.deepInclude(day.gaps[0], { seconds: 3_600, unlisted: ['cheers'] })
    assert.deepEqual(
      (await course('?days=7')).spans.map(({ state }: { state: string }) => state),
      ['failed', 'connected', 'reconnecting', 'connected']
    )
  })

  test('one whose process is gone was lost when it was last heard', async ({ client, assert }) => {
    const sql = testSql()
    await connection('connected')
    await sql.run(
      `UPDATE eventsub_connections SET last_message_at = now() - interval '10 minutes' WHERE streamer_id = $1`,
      [stage.streamer.id]
    )
    await sql.run(
      `INSERT INTO connection_history (streamer_id, transport, state, at)
       VALUES ($1, 'websocket', 'connected', now() - interval '1 hour')`,
      [stage.streamer.id]
    )
    const { course } = (await ask(client, 'GET', address, stage.streamer.id)).body().props
    const [connected, lost] = course.spans
    assert.equal(lost.state, 'reconnecting')
    assert.closeTo(Date.parse(lost.to) - Date.parse(lost.from), 600_000, 30_000)
    assert.equal(connected.to, lost.from)
  })

  test('checking has what failed tried at once, and lists read', async ({ client, assert }) => {
    await subscription('channel.raid', 'refused')
    await subscription('channel.follow', 'refused', 'moderator:read:followers')
    ;(await ask(client, 'POST', `${address}/check`, stage.streamer.id)).assertStatus(302)
    const due = await testSql().run<{ type: string }>(
      'SELECT type FROM eventsub_subscriptions WHERE next_attempt_at <= now()'
    )
    assert.deepEqual(due, [{ type: 'channel.raid' }])
  })

  test('a GM of the campaign sees how it is, and neither changes it nor sees the audience', async ({
    client,
    assert,
  }) => {
    const sql = testSql()
    const { campaignId, streamer, ownerId } = stage
    const ofCampaign = `/campaigns/${campaignId}/streamers/${streamer.id}/connection`
    const coGm = await User.create({ displayName: 'Co-GM' })
    await createMember(sql, campaignId, coGm.id, 'co_gm')
    const elsewhere = await createCampaign(sql)
    await connection('connected')

    for (const userId of [ownerId, coGm.id]) {
      const response = await ask(client, 'GET', ofCampaign, userId)
      response.assertStatus(200)
      assert.equal(response.body().props.report.state, 'connected')
      for (const path of ['connection', 'events', 'events/failures', 'viewers', 'sessions']) {
        ;(await ask(client, 'GET', `/streamers/${streamer.id}/${path}`, userId)).assertStatus(404)
      }
      ;(await ask(client, 'DELETE', address, userId)).assertStatus(404)
    }
    ;(await ask(client, 'GET', ofCampaign, streamer.id)).assertStatus(403)
    ;(await ask(client, 'GET', ofCampaign, elsewhere.ownerId)).assertStatus(404)
    const outside = `/campaigns/${elsewhere.id}/streamers/${streamer.id}/connection`
    ;(await ask(client, 'GET', outside, elsewhere.ownerId)).assertStatus(404)
  })
})

test.group('Connecting and disconnecting', (group) => {
  let simulator: TwitchSimulator
  let manager: EventSubManager

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: 'mira', broadcasterType: 'affiliate' }],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await emptyDatabase()
    manager = await app.container.make(EventSubManager)
    return () => manager.stop()
  })

  test('ends the session, keeps it ended, and begins another one', async ({ client, assert }) => {
    const sql = testSql()
    const { user } = await createStreamer(simulator, 'mira')
    const { id } = await createCampaign(sql)
    await createMember(sql, id, user.id, 'streamer')
    const address = `/streamers/${user.id}/connection`
    const stateIs = (wanted: string) =>
      until(`it is ${wanted}`, async () => {
        const [row] = await sql.run<{ state: string }>(
          'SELECT state FROM eventsub_states WHERE streamer_id = $1',
          [user.id]
        )
        return row?.state === wanted
      })

    await manager.sync()
    await stateIs('connected')
    ;(await ask(client, 'DELETE', address, user.id)).assertStatus(303)
    await manager.sync()
    await stateIs('stopped')
    await manager.sync()
    await stateIs('stopped')
    const { report } = (await ask(client, 'GET', address, user.id)).body().props
    assert.isTrue(report.isPaused)
    ;(await ask(client, 'POST', address, user.id)).assertStatus(302)
    await manager.sync()
    await stateIs('connected')
  })
})
