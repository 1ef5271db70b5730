import { test } from '@japa/runner'
import { statusOf } from '#tests/support/helix_client'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { startSimulator } from '#tests/support/simulated_channel'

const CALLBACK = 'http://127.0.0.1:3333/auth/callback'
const { clientId, clientSecret } = TwitchSimulator

test.group('Twitch simulator | OAuth', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    simulator = await startSimulator()
    return () => simulator.stop()
  })

  group.each.setup(async () => {
    await simulator.reset()
  })

  function authorize(more: Record<string, string> = {}): Promise<Response> {
    const query = new URLSearchParams({
      client_id: clientId,
      redirect_uri: CALLBACK,
      response_type: 'code',
      scope: 'channel:manage:redemptions bits:read',
      state: 'a b&c',
      ...more,
    })
    return fetch(`${simulator.url}/auth/authorize?${query}`, { redirect: 'manual' })
  }

  async function token(fields: Record<string, string>, inQuery = false) {
    const params = new URLSearchParams({
      client_id: clientId,
      client_secret: clientSecret,
      ...fields,
    })
    const url = `${simulator.url}/auth/token`
    const response = inQuery
      ? await fetch(`${url}?${params}`, { method: 'POST' })
      : await fetch(url, { method: 'POST', body: params })
    return { status: response.status, body: await response.json() }
  }

  async function validate(accessToken: string) {
    const response = await fetch(`${simulator.url}/auth/validate`, {
      headers: { authorization: `OAuth ${accessToken}` },
    })
    return { status: response.status, body: await response.json() }
  }

  async function code(): Promise<string> {
    const answer = await authorize({ login: 'mira' })
    return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
  }

  test('the page lists everybody and what is asked for', async ({ assert }) => {
    const answer = await authorize()
    const html = await answer.text()
    assert.equal(answer.status, 200)
    assert.include(html, 'value="mira"')
    assert.include(html, 'Manage your channel point rewards')
    assert.include(html, 'SIMULATOR')
  })

  test('choosing somebody leads back with a code and the state', async ({ assert }) => {
    const page = await authorize()
    const chosen = await fetch(page.url, {
      method: 'POST',
      body: new URLSearchParams({ login: 'mira' }),
      redirect: 'manual',
    })
    assert.equal(chosen.status, 302)
    const back = new URL(chosen.headers.get('location') ?? '')
    assert.equal(back.origin + back.pathname, CALLBACK)
    assert.equal(back.searchParams.get('state'), 'a b&c')
    const grant = { grant_type: 'authorization_code', redirect_uri: CALLBACK }
    const answer = await token({ ...grant, code: back.searchParams.get('code') ?? '' })
    assert.equal(answer.status, 200)
    assert.deepEqual(answer.body.scope, ['channel:manage:redemptions', 'bits:read'])
    const about = await validate(answer.body.access_token)
    assert.containsSubset(about.body, { client_id: clientId, login: 'mira' })
  })

  test('somebody new can sign in, a login that is none is asked again', async ({ assert }) => {
    const page = await authorize()
    const post = (fields: Record<string, string>) =>
      fetch(page.url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
    assert.equal(await statusOf(post({ new_login: 'Newcomer_1', new_name: 'Néo' })), 302)
    assert.equal(await statusOf(post({ new_login: 'no spaces' })), 422)
    assert.equal(await statusOf(post({})), 422)
  })

  test('denying leads back with access_denied', async ({ assert }) => {
    const page = await authorize()
    const denied = await fetch(page.url, {
      method: 'POST',
      body: new URLSearchParams({ action: 'deny' }),
      redirect: 'manual',
    })
    const back = new URL(denied.headers.get('location') ?? '')
    assert.equal(back.searchParams.get('error'), 'access_denied')
    assert.equal(back.searchParams.get('state'), 'a b&c')
  })

  test('an unknown client, a bad address and a bad scope get a page, never a redirect', async ({
    assert,
  }) => {
    const mistakes: Record<string, string>[] = [
      { client_id: 'nobody' },
      { redirect_uri: 'not a url' },
      { response_type: 'token' },
      { scope: 'DROP TABLE' },
      { scope: 'channel:read:everything' },
    ]
    for (const wrong of mistakes) {
      const answer = await authorize({ ...wrong, login: 'mira' })
      assert.equal(answer.status, 400)
      assert.include(await answer.text(), 'Sign-in is not possible')
    }
  })

  test('a code works once, and for its own address only', async ({ assert }) => {
    const grant = { grant_type: 'authorization_code', redirect_uri: CALLBACK }
    const first = await code()
    assert.equal(await statusOf(token({ ...grant, code: first }, true)), 200)
    assert.equal(await statusOf(token({ ...grant, code: first })), 400)
    const elsewhere = { ...grant, redirect_uri: `${CALLBACK}/other`, code: await code() }
    assert.equal(await statusOf(token(elsewhere)), 400)
    assert.equal(
      await statusOf(token({ ...grant, code: await code(), client_secret: 'wrong' })),
      403
    )
    assert.equal(await statusOf(token({ grant_type: 'password' })), 400)
  })

  test('a refresh token rotates: the old one is worthless', async ({ assert }) => {
    const minted = await simulator.token({ login: 'mira', scopes: ['bits:read'] })
    const refresh = (value: string) => token({ grant_type: 'refresh_token', refresh_token: value })
    const fresh = await refresh(minted.refresh_token ?? '')
    assert.equal(fresh.status, 200)
    assert.notEqual(fresh.body.refresh_token, minted.refresh_token)
    assert.deepEqual(fresh.body.scope, ['bits:read'])
    const stale = await refresh(minted.refresh_token ?? '')
    assert.equal(stale.status, 400)
    assert.equal(stale.body.message, 'Invalid refresh token')
    assert.equal(await statusOf(refresh(fresh.body.refresh_token)), 200)
  })

  test('tokens expire, by the clock and on demand, and can be revoked', async ({ assert }) => {
    const one = await simulator.token({ login: 'mira' })
    assert.equal(await statusOf(validate(one.access_token)), 200)
    await simulator.control('POST', '/clock', { advanceMs: (one.expires_in + 1) * 1000 })
    assert.equal(await statusOf(validate(one.access_token)), 401)

    const two = await simulator.token({ login: 'mira' })
    await simulator.control('POST', '/tokens/expire', { login: 'mira' })
    assert.equal(await statusOf(validate(two.access_token)), 401)

    const three = await simulator.token({ login: 'mira' })
    const body = new URLSearchParams({ client_id: clientId, token: three.access_token })
    const revoked = await fetch(`${simulator.url}/auth/revoke`, { method: 'POST', body })
    assert.equal(revoked.status, 200)
    assert.equal(await statusOf(validate(three.access_token)), 401)
  })

  test('a user who disconnects the client takes every token with it', async ({ assert }) => {
    const minted = await simulator.token({ login: 'mira' })
    await simulator.control('POST', '/authorizations/revoke', { login: 'mira' })
    assert.equal(await statusOf(validate(minted.access_token)), 401)
    const refresh = { grant_type: 'refresh_token', refresh_token: minted.refresh_token ?? '' }
    assert.equal(await statusOf(token(refresh)), 400)
  })

  test('the app signs in as itself', async ({ assert }) => {
    const { body } = await token({ grant_type: 'client_credentials' })
    const about = await validate(body.access_token)
    assert.notProperty(about.body, 'user_id')
    assert.deepEqual(about.body.scopes, [])
  })
})
