import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import app from '@adonisjs/core/services/app'
import User from '#accounts/user'
import { ChannelEventHandlers } from '#channels/channel_event_handlers'
import type { Failure } from '#dashboards/feed/failure_list'
import { known, someone } from '#tests/support/channel_events'
import { emptyDatabase } from '#tests/support/database'
import { createStage, createStreamer, testSql, type TestStage } from '#tests/support/fixtures'

test.group('What failed on a channel', (group) => {
  let stage: TestStage
  let channel: string
  let heard: string[] = []
  let isWilling = true
  const vera = someone('Vera')

  group.setup(async () => {
    const handlers = await app.container.make(ChannelEventHandlers)
    handlers.on('raid', 'test_raids', async ({ payload }) => {
      if (!isWilling) throw new Error('The gate is shut.')
      heard.push(payload.from.displayName)
    })
  })
  group.each.setup(async () => {
    await emptyDatabase()
    await testSql().run('DELETE FROM event_failures')
    stage = await createStage(testSql())
    channel = stage.streamer.broadcasterId
    heard = []
    isWilling = true
  })

  async function failed(
    state: 'retrying' | 'parked',
    {
      channelId = channel,
      handler = 'test_raids',
    }: { channelId?: string | null; handler?: string } = {}
  ): Promise<string> {
    const messageId = randomUUID()
    const message = {
      messageId,
      sentAt: new Date().toISOString(),
      subscriptionId: 's',
      type: 'channel.raid',
      version: '1',
      event: {
        from_broadcaster_user_id: vera.id,
        from_broadcaster_user_login: vera.login,
        from_broadcaster_user_name: vera.displayName,
        to_broadcaster_user_id: channel,
        viewers: 12,
      },
    }
    const [row] = await testSql().run<{ id: string }>(
      `INSERT INTO event_failures (channel_id, kind, handler, message_id, message, state, reason, attempts)
       VALUES ($1, 'raid', $2, $3, $4::jsonb, $5, 'The gate was shut.', 9) RETURNING id`,
      [channelId, handler, messageId, JSON.stringify(message), state]
    )
    return row?.id ?? ''
  }

  async function ask(client: ApiClient, method: string, path = '', userId = stage.streamer.id) {
    return client
      .request(`/streamers/${stage.streamer.id}/events/failures${path}`, method)
      .loginAs(await User.findOrFail(userId))
      .withCsrfToken()
      .redirects(0)
      .withInertia()
  }

  const stateOf = async (id: string) =>
    (
      await testSql().run<{ state: string }>('SELECT state FROM event_failures WHERE id = $1', [id])
    )[0]?.state

  test('is listed with the reason, what waits for a person first', async ({ client, assert }) => {
    await failed('retrying')
    await failed('parked', { handler: 'normalise' })
    await failed('parked', { channelId: null })

    const { list, failures } = (await ask(client, 'GET')).body().props
    assert.deepEqual(failures, { retrying: 1, parked: 1 })
    assert.deepEqual(
      list.map(({ name, state, sentence, reason }: Failure) => [name, state, sentence, reason]),
      [
        ['Raid', 'parked', 'It could not be read.', 'The gate was shut.'],
        ['Raid', 'retrying', '“test_raids” could not act on it.', 'The gate was shut.'],
      ]
    )
    assert.isNull(list[0].nextAttemptAt)
    assert.isString(list[1].nextAttemptAt)
  })

  test('is tried again on demand, and says when it fails again', async ({ client, assert }) => {
    const id = await failed('parked')
    isWilling = false
    ;(await ask(client, 'POST', `/${id}/replay`)).assertStatus(302)
    assert.equal(await stateOf(id), 'parked')

    isWilling = true
    await ask(client, 'POST', `/${id}/replay`)
    assert.equal(await stateOf(id), 'done')
    assert.deepEqual(heard, ['Vera'])
    assert.isEmpty((await ask(client, 'GET')).body().props.list)
  })

  test('is dismissed when it need not be done', async ({ client, assert }) => {
    const id = await failed('parked')
    ;(await ask(client, 'DELETE', `/${id}`)).assertStatus(303)
    assert.equal(await stateOf(id), 'dismissed')
    assert.isEmpty(heard)
  })

  test('shows its message, unless the person hides', async ({ client, assert }) => {
    const id = await failed('parked')
    const show = async () =>
      (
        await client
          .get(`/streamers/${stage.streamer.id}/events/failures/${id}`)
          .accept('json')
          .loginAs(await User.findOrFail(stage.streamer.id))
      ).body()

    assert.equal((await show()).message.event.viewers, 12)
    await known(testSql(), vera, { isHidden: true })
    assert.deepInclude(await show(), { message: null, isWithheld: true })
  })

  test('is nobody else’s to see or to touch', async ({ client, assert }) => {
    const other = await createStreamer(testSql(), { name: 'Tobi' })
    const id = await failed('parked')
    const theirs = await failed('parked', { channelId: other.broadcasterId })
    const ofNone = await failed('parked', { channelId: null })

    for (const userId of [other.id, stage.ownerId]) {
      ;(await ask(client, 'GET', '', userId)).assertStatus(404)
      ;(await ask(client, 'GET', `/${id}`, userId)).assertStatus(404)
      ;(await ask(client, 'POST', `/${id}/replay`, userId)).assertStatus(404)
      ;(await ask(client, 'DELETE', `/${id}`, userId)).assertStatus(404)
    }
    for (const one of [theirs, ofNone]) {
      ;(await ask(client, 'GET', `/${one}`)).assertStatus(404)
      await ask(client, 'POST', `/${one}/replay`)
      await ask(client, 'DELETE', `/${one}`)
      assert.equal(await stateOf(one), 'parked')
    }
    ;(await ask(client, 'DELETE', '/nonsense')).assertStatus(404)
    assert.isEmpty(heard)
  })
})
