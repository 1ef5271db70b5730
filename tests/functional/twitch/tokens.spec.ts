import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import emitter from '@adonisjs/core/services/emitter'
import { transact } from '#core/transact'
import { OauthClient } from '#twitch/tokens/oauth_client'
import { TwitchTokens } from '#twitch/tokens/twitch_tokens'
import { ValidateTokens } from '#twitch/tokens/validate_tokens'
import { TwitchAccessChanged } from '#twitch/tokens/twitch_access_changed'
import { TwitchApi } from '#twitch/api/twitch_api'
import { TwitchError } from '#twitch/twitch_error'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { createStreamer, useSimulator } from '#tests/support/streamer'

const account = (userId: string) => db.from('twitch_accounts').where('user_id', userId).first()
const column = async (userId: string, name: string) => {
  const row = await account(userId)
  return row[name]
}

test.group('Twitch tokens', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: 'mira', broadcasterType: 'affiliate', live: true, viewerCount: 12 }],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await simulator.reset()
    await db.from('users').delete()
  })

  test('are kept encrypted', async ({ assert }) => {
    const { user, token } = await createStreamer(simulator, 'mira')
    const row = await account(user.id)
    const tokens = await app.container.make(TwitchTokens)

    assert.notInclude(JSON.stringify(row), token.access_token)
    assert.notInclude(JSON.stringify(row), token.refresh_token ?? '-')
    assert.equal(await tokens.accessToken(user.id), token.access_token)
  })

  test('say whose they are', async ({ assert }) => {
    const { token, twitchId } = await createStreamer(simulator, 'mira')
    const api = await app.container.make(TwitchApi)

    assert.containsSubset(await api.whoAmI(token.access_token), {
      id: twitchId,
      login: 'mira',
      broadcasterType: 'affiliate',
    })
    await assert.rejects(() => api.whoAmI('nonsense'), /Reconnect/)
  })

  test('are refreshed once, however many ask, in however many stores', async ({ assert }) => {
    const { user, token } = await createStreamer(simulator, 'mira', { expiresIn: 60 })
    const stores = Array.from({ length: 4 }, () => new TwitchTokens(new OauthClient()))

    const answers = await Promise.all(
      [...stores, ...stores].map((store) => store.accessToken(user.id))
    )

    assert.lengthOf([...new Set(answers)], 1)
    assert.notEqual(answers[0], token.access_token)
    const row = await account(user.id)
    assert.equal(row.token_version, 1)
    assert.equal(row.state, 'valid')
  })

  test('survive many rotations', async ({ assert }) => {
    const { user, twitchId } = await createStreamer(simulator, 'mira')
    const tokens = await app.container.make(TwitchTokens)

    for (let turn = 1; turn <= 5; turn++) {
      const stale = await tokens.accessToken(user.id)
      const fresh = await tokens.replace(twitchId, stale)
      assert.notEqual(fresh.accessToken, stale)
    }
    assert.equal(await column(user.id, 'token_version'), 5)
  })

  test('are replaced in mid-call when Twitch has ended them', async ({ assert }) => {
    const { user, twitchId } = await createStreamer(simulator, 'mira')
    await simulator.control('POST', '/tokens/expire', { login: 'mira' })

    const { TwitchClient } = await import('#twitch/api/twitch_client')
    const client = await app.container.make(TwitchClient)
    assert.deepEqual(await client.channelPoints.getCustomRewards(twitchId), [])
    assert.equal(await column(user.id, 'token_version'), 1)
  })

  test('that Twitch refuses to refresh end the connection, once', async ({ assert, cleanup }) => {
    const { user } = await createStreamer(simulator, 'mira', { expiresIn: 60 })
    await simulator.control('POST', '/faults/tokens', { refuseRefresh: -1 })
    const seen: string[] = []
    cleanup(emitter.on(TwitchAccessChanged, (event) => void seen.push(event.state)))
    const tokens = await app.container.make(TwitchTokens)

    for (let turn = 0; turn < 3; turn++) {
      await assert.rejects(() => tokens.accessToken(user.id), /Reconnect your Twitch account/)
    }

    const row = await account(user.id)
    assert.equal(row.state, 'refused')
    assert.isNull(row.refresh_token)
    assert.deepEqual(seen, ['refused'])
  })

  test('stay as they are when Twitch is only down', async ({ assert }) => {
    const { user } = await createStreamer(simulator, 'mira', { expiresIn: 60 })
    await simulator.control('POST', '/faults/http', { path: '/auth/token', status: 503, times: 1 })
    const tokens = await app.container.make(TwitchTokens)

    const error = await tokens.accessToken(user.id).catch((caught: unknown) => caught)
    assert.instanceOf(error, TwitchError)
    assert.isTrue(error instanceof TwitchError && error.isRetryable)
    assert.equal(await column(user.id, 'state'), 'valid')
    assert.isString(await tokens.accessToken(user.id))
  })

  test('are revoked at Twitch when the account is forgotten', async ({ assert }) => {
    const { user, token } = await createStreamer(simulator, 'mira')
    const tokens = await app.container.make(TwitchTokens)
    await transact((sql, after) => tokens.forget(sql, after, user.id))

    assert.isNull(await new OauthClient().validate(token.access_token))
    assert.containsSubset(await account(user.id), { state: 'revoked', access_token: null })
    await assert.rejects(() => tokens.accessToken(user.id), /Reconnect/)
  })

  test('are validated once an hour', async ({ assert }) => {
    const { user } = await createStreamer(simulator, 'mira')
    const validation = await app.container.make(ValidateTokens)
    const age = (interval: string) =>
      db.rawQuery(`UPDATE twitch_accounts SET validated_at = now() - interval '${interval}'`)

    await age('59 minutes')
    await simulator.control('DELETE', '/counters')
    await validation.execute()
    assert.notInclude(JSON.stringify(await simulator.control('GET', '/counters')), 'validate')

    await age('61 minutes')
    await validation.execute()
    assert.isAbove(Number(await column(user.id, 'validated_at')), Date.now() - 60_000)

    await simulator.control('POST', '/authorizations/revoke', { login: 'mira' })
    await age('61 minutes')
    await validation.execute()
    assert.equal(await column(user.id, 'state'), 'refused')
  })

  test('of a user who never connected are asked for in a sentence', async ({ assert }) => {
    const tokens = await app.container.make(TwitchTokens)
    await assert.rejects(
      () => tokens.accessToken('01970000-0000-7000-8000-000000000000'),
      /not connected to Twitch/
    )
  })
})
