import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import User from '#accounts/user'
import { emptyDatabase } from '#tests/support/database'
import { createStage, createStreamer, testSql } from '#tests/support/fixtures'

test.group('The events of an installation', (group) => {
  let admin: User

  group.each.setup(async () => {
    await emptyDatabase()
    await testSql().run('DELETE FROM event_failures')
    await testSql().run('DELETE FROM eventsub_settings')
    await createStage(testSql())
    admin = await User.create({ displayName: 'Ada', isAdmin: true })
  })
  group.teardown(async () => {
    await testSql().run('DELETE FROM eventsub_settings')
  })

  async function ask(client: ApiClient, method: string, path = '', body: object = {}) {
    return client
      .request(`/admin/eventsub${path}`, method)
      .json(body)
      .loginAs(admin)
      .withCsrfToken()
      .redirects(0)
      .withInertia()
  }
  const chosen = async () =>
    (await testSql().run<{ transport: string }>('SELECT transport FROM eventsub_settings'))[0]
      ?.transport

  test('are shown to an administrator, the channels to look at first', async ({
    client,
    assert,
  }) => {
    const sql = testSql()
    for (const [name, state] of [
      ['Mira', 'connected'],
      ['Tobi', 'failed'],
      ['Juno', 'stopped'],
    ] as const) {
      const { id } = await createStreamer(sql, { name })
      await sql.run(
        `INSERT INTO eventsub_connections (streamer_id, state, last_message_at) VALUES ($1, $2, now())`,
        [id, state]
      )
    }
    const { transport, streamers } = (await ask(client, 'GET')).body().props
    assert.deepInclude(transport, { chosen: 'websocket', used: 'websocket', obstacle: null })
    assert.deepInclude(streamers, { total: 3, connected: 1 })
    assert.deepEqual(
      streamers.shown.map(({ name }: { name: string }) => name),
      ['Tobi', 'Mira', 'Juno']
    )
  })

  test('come another way once that is chosen', async ({ client, assert }) => {
    ;(await ask(client, 'PUT', '/transport', { transport: 'conduit-websocket' })).assertStatus(303)
    assert.equal(await chosen(), 'conduit-websocket')
    const { transport } = (await ask(client, 'GET')).body().props
    assert.equal(transport.used, 'conduit-websocket')

    await ask(client, 'PUT', '/transport', { transport: 'pigeon' })
    assert.equal(await chosen(), 'conduit-websocket')
  })

  test('that belong to no channel are an administrator’s to replay and dismiss', async ({
    client,
    assert,
  }) => {
    const park = async (channelId: string | null) => {
      const [row] = await testSql().run<{ id: string }>(
        `INSERT INTO event_failures (channel_id, kind, handler, message_id, message, state, reason)
         VALUES ($1, 'channel.raid', 'normalise', $2, $3::jsonb, 'parked', 'It cannot be read.') RETURNING id`,
        [channelId, randomUUID(), JSON.stringify({ messageId: 'm', event: {} })]
      )
      return row?.id ?? ''
    }
    const stateOf = async (id: string) =>
      (
        await testSql().run<{ state: string }>('SELECT state FROM event_failures WHERE id = $1', [
          id,
        ])
      )[0]?.state
    const ofNone = await park(null)
    const ofSomebody = await park('4711')

    const { failures } = (await ask(client, 'GET')).body().props
    assert.lengthOf(failures, 1)
    assert.deepInclude(failures[0], { id: ofNone, name: 'Raids', state: 'parked' })
    await ask(client, 'POST', `/failures/${ofNone}/replay`)
    assert.equal(await stateOf(ofNone), 'parked', 'it still cannot be read')
    ;(await ask(client, 'DELETE', `/failures/${ofNone}`)).assertStatus(303)
    assert.equal(await stateOf(ofNone), 'dismissed')
    await ask(client, 'DELETE', `/failures/${ofSomebody}`)
    assert.equal(await stateOf(ofSomebody), 'parked')
  })
})
