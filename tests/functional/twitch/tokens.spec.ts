import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import emitter from '@adonisjs/core/services/emitter'
import { onLucid } from '#core/sql'
import { transact } from '#core/transact'
import { endRevokedAccess } from '#channels/end_revoked_access'
import { until } from '#tests/support/until'
import * as rows from '#twitch/tokens/account_rows'
import { unseal } from '#twitch/tokens/token_cipher'
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
    await simulator.control('DELETE', '/counters')
    await db.from('users').delete()
  })

  /** How often Twitch was asked that since the last reset. */
  async function calls(endpoint: string): Promise<number> {
    const counters = await simulator.control<{ calls: Record<string, { count: number }> }>(
      'GET',
      '/counters'
    )
    return counters.calls[endpoint]?.count ?? 0
  }

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
    assert.equal(await calls('POST /auth/token'), 1)
  })

  test('are stored before use, also when the database goes away in between', async ({ assert }) => {
    const { user, token } = await createStreamer(simulator, 'mira', { expiresIn: 60 })
    await simulator.control('POST', '/faults/http', { path: '/auth/token', delayMs: 400, times: 1 })
    const tokens = new TwitchTokens(new OauthClient())

    const refreshing = tokens.accessToken(user.id)
    await until('the refresh holds its row', async () => {
      const ended = await db.rawQuery(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'idle in transaction'
           AND query LIKE '%twitch_accounts%FOR UPDATE%'`
      )
      return ended.rows.length > 0
    })

    const fresh = await refreshing
    assert.notEqual(fresh, token.access_token)
    assert.equal(await new TwitchTokens(new OauthClient()).accessToken(user.id), fresh)
    assert.isNotNull(await new OauthClient().validate(fresh))
    assert.equal(await column(user.id, 'state'), 'valid')
  })

  test('survive that another used the old pair while the new one was not stored yet', async ({
    assert,
  }) => {
    const { user } = await createStreamer(simulator, 'mira', { expiresIn: 60 })
    const sql = onLucid(db.connection())
    const row = await rows.find(sql, { userId: user.id })
    const pair = await new OauthClient().refresh(unseal(row.refresh_token, row.twitch_id))
    const other = await app.container.make(TwitchTokens)
    await assert.rejects(() => other.accessToken(user.id), /Reconnect/)

    assert.isTrue(await rows.keep(sql, row, pair))
    assert.equal(await other.accessToken(user.id), pair.accessToken)
    assert.isFalse(await rows.keep(sql, row, pair), 'an older pair replaces nothing')
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

  /** As if the last check was that long ago. */
  const age = (interval: string) =>
    db.rawQuery(
      `UPDATE twitch_accounts SET validated_at = now() - interval '${interval}', checked_at = NULL`
    )

  test('are validated at start and then once an hour', async ({ assert }) => {
    const { user } = await createStreamer(simulator, 'mira')
    const validation = await app.container.make(ValidateTokens)
    const validated = () => calls('GET /auth/validate')

    await validation.execute()
    assert.equal(await validated(), 1, 'at start')
    await db.rawQuery('UPDATE twitch_accounts SET checked_at = NULL')
    await validation.execute()
    assert.equal(await validated(), 1, 'not yet again')

    await age('61 minutes')
    await validation.execute()
    assert.equal(await validated(), 2)
    assert.isAbove(Number(await column(user.id, 'validated_at')), Date.now() - 60_000)

    await simulator.control('POST', '/authorizations/revoke', { login: 'mira' })
    await age('61 minutes')
    await validation.execute()
    assert.equal(await column(user.id, 'state'), 'refused')
  })

  test('are checked by one of several processes that look at once', async ({ assert }) => {
    const logins = ['mira', 'ada', 'oda', 'uma', 'vera', 'wim']
    for (const login of logins) {
      await createStreamer(simulator, login)
    }
    await age('2 hours')

    const processes = await Promise.all(
      Array.from({ length: 3 }, () => app.container.make(ValidateTokens))
    )
    await Promise.all(
      processes.map(async (one) => until('done', async () => !(await one.execute())))
    )

    assert.equal(await calls('GET /auth/validate'), logins.length)
  })

  test('that end soon are refreshed although nobody uses them', async ({ assert }) => {
    const { user, token } = await createStreamer(simulator, 'mira', { expiresIn: 500 })
    const validation = await app.container.make(ValidateTokens)
    await validation.execute()

    assert.equal(await column(user.id, 'token_version'), 1)
    const tokens = await app.container.make(TwitchTokens)
    assert.notEqual(await tokens.accessToken(user.id), token.access_token)
    assert.isAbove(Number(await column(user.id, 'token_expires_at')), Date.now() + 600_000)
  })

  test('that cannot be asked about stay, and hold up no others', async ({ assert }) => {
    const { user } = await createStreamer(simulator, 'mira')
    await createStreamer(simulator, 'ada')
    await simulator.control('POST', '/faults/http', {
      path: '/auth/validate',
      status: 503,
      times: 1,
    })
    const validation = await app.container.make(ValidateTokens)
    await db.rawQuery(
      `UPDATE twitch_accounts SET access_token = 'of another key' WHERE login = 'mira'`
    )
    await validation.execute()

    const kinds = await db
      .from('twitch_accounts')
      .orderBy('login')
      .select('login', 'problem', 'state')
    assert.deepEqual(
      kinds.map(({ login, problem, state }) => [login, problem, state]),
      [
        ['ada', 'unavailable', 'valid'],
        ['mira', 'not_connected', 'valid'],
      ]
    )
    assert.isNotNull(await column(user.id, 'refresh_token'), 'the right key makes it work again')
    assert.isFalse(await validation.execute(), 'not again at once')
  })

  test('taken back on Twitch end the connection, unless it was given anew', async ({ assert }) => {
    const { user, twitchId } = await createStreamer(simulator, 'mira')
    const handle = endRevokedAccess(() => app.container.make(TwitchTokens))
    const message = (userId: string) => ({
      id: 'message',
      source: 'twitch.eventsub' as const,
      kind: 'authorization_revoked' as const,
      version: 1,
      createdAt: new Date(),
      receivedAt: new Date(),
      channelId: userId,
      userId,
      payload: { userId, person: null },
      rawPayload: null,
    })

    await handle(message(twitchId))
    assert.equal(await column(user.id, 'state'), 'valid')

    await simulator.control('POST', '/faults/http', {
      path: '/auth/validate',
      status: 500,
      times: 1,
    })
    await assert.rejects(() => handle(message(twitchId)))
    assert.equal(await column(user.id, 'state'), 'valid', 'not known yet')

    await simulator.control('POST', '/authorizations/revoke', { login: 'mira' })
    await handle(message(twitchId))
    assert.equal(await column(user.id, 'state'), 'refused')
    assert.isNull(await column(user.id, 'access_token'))
    await handle(message(twitchId))
    await handle(message('1'))
  })

  test('of a user who never connected are asked for in a sentence', async ({ assert }) => {
    const tokens = await app.container.make(TwitchTokens)
    await assert.rejects(
      () => tokens.accessToken('01970000-0000-7000-8000-000000000000'),
      /not connected to Twitch/
    )
  })
})
