import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { hashSecret } from '#core/ids'
import { AccessToken } from '../../../foundry_module/src/bridge/access_token.js'
import { BridgeApi } from '../../../foundry_module/src/bridge/bridge_api.js'
import { ConnectionStore } from '../../../foundry_module/src/bridge/saved_connection.js'
import { FakeWorld } from '#tests/support/foundry_module/fake_world'
import { Disconnect } from '#foundry/tokens/disconnect'
import { openStream } from '#tests/functional/foundry/open_stream'
import {
  ask,
  forgetLimits,
  holder,
  listen,
  origin,
  pair,
  type Paired,
  type Refusal,
  sql,
  statusOf,
  Tab,
} from '#tests/functional/foundry/support'

const rotate = async ({ token }: Paired) => {
  const { body } = await ask<{ access_token: string }>('POST', '/token/rotate', { token, body: {} })
  return body.access_token
}

test.group('Foundry | tokens', (group) => {
  group.each.setup(() => forgetLimits())
  group.each.setup(() => listen())

  test('refuses without one, with nonsense, expired and revoked', async ({ assert }) => {
    const body = { clientId: 'tab', candidate: true }
    const expired = await pair()
    await sql().run(
      `UPDATE foundry_tokens SET expires_at = now() - interval '1 second' WHERE token_hash = $1`,
      [hashSecret(expired.token)]
    )
    const revoked = await pair()
    await sql().run('UPDATE foundry_tokens SET revoked_at = now() WHERE token_hash = $1', [
      hashSecret(revoked.token),
    ])

    const refused = await Promise.all(
      [undefined, 'cct_nonsense-nonsense-nonsense', expired.token, revoked.token].map((token) =>
        ask<Refusal>('POST', '/heartbeat', { token, body })
      )
    )

    assert.deepEqual(
      refused.map(({ status }) => status),
      [401, 401, 401, 401]
    )
    assert.isTrue(
      refused.every(({ headers }) => headers.get('access-control-allow-origin') === '*')
    )
  })

  test('notes its use at most once a minute, and lives on by it', async ({ assert }) => {
    const paired = await pair()
    const tab = new Tab(paired)
    const read = async () => {
      const [row] = await sql().run<{ last_used_at: Date; days: number }>(
        `SELECT last_used_at, extract(day from expires_at - now())::int AS days
         FROM foundry_tokens WHERE token_hash = $1`,
        [hashSecret(paired.token)]
      )
      return row
    }
    await sql().run(`UPDATE foundry_tokens SET expires_at = now() + interval '1 day'`)

    await tab.beat()
    const first = await read()
    await tab.beat()
    const second = await read()
    await sql().run(`UPDATE foundry_tokens SET last_used_at = now() - interval '2 minutes'`)
    await tab.beat()
    const third = await read()

    assert.isAtLeast(first?.days ?? 0, 179)
    assert.deepEqual(second?.last_used_at, first?.last_used_at)
    assert.isAbove(Number(third?.last_used_at), Number(first?.last_used_at))
  })

  test('rotates: both work until the new one is used, which keeps the lease', async ({
    assert,
  }) => {
    const tab = await holder()
    const lost = await rotate(tab.paired)
    const token = await rotate(tab.paired)

    assert.equal(await statusOf(tab.beat()), 200)
    assert.equal(await statusOf(ask('POST', '/unpair', { token: lost, body: {} })), 401)

    const renewed = new Tab({ ...tab.paired, token })
    Object.assign(renewed, { clientId: tab.clientId })
    const first = await renewed.beat()

    assert.isTrue(first.body.lease.held)
    assert.equal(first.body.lease.fencing, tab.fencing)
    assert.equal(await statusOf(tab.beat()), 401)
  })

  test('the module’s own client rotates, and its other tab goes on', async ({ assert }) => {
    const { token, connectionId, campaign } = await pair()
    const store = new ConnectionStore(new FakeWorld())
    const saved = {
      url: origin(),
      token,
      previous: null,
      issuedAt: 0,
      connectionId,
      campaign: { id: campaign.id, name: '' },
    }
    await store.save(saved)
    const tabs = ['first', 'second'].map((clientId) => {
      const access = new AccessToken(store, saved)
      const api = new BridgeApi(origin(), access)
      return { access, api, beat: () => api.heartbeat({ clientId, candidate: true }) }
    })
    const [first, second] = tabs
    if (!first || !second) throw new Error('two tabs are needed')
    const { lease: before } = await second.beat()

    await first.access.maintain(first.api.rotate)
    await first.beat()
    await first.access.maintain(first.api.rotate)
    const { lease: after } = await second.beat()

    const stored = await store.load()
    assert.notEqual(stored?.token, token)
    assert.isNull(stored?.previous)
    assert.equal(second.access.current, stored?.token)
    assert.isTrue(after.held)
    assert.equal(after.fencing, before.fencing)
    const body = { clientId: 'third', candidate: true }
    assert.equal(await statusOf(ask('POST', '/heartbeat', { token, body })), 401)
  })

  test('a disconnected world is told at once, and nothing works any more', async ({
    assert,
    cleanup,
  }) => {
    const tab = await holder()
    const stream = await openStream(tab)
    cleanup(() => stream.close())

    const disconnect = await app.container.make(Disconnect)
    await disconnect.execute(tab.paired.campaign.id)

    await stream.next('revoked')
    await stream.end()
    assert.equal(await statusOf(tab.beat()), 401)
  })

  test('signing one browser off leaves the other, the last ends the connection', async ({
    assert,
  }) => {
    const first = await pair()
    const second = await pair(first)
    const isActive = async () => {
      const [row] = await sql().run<{ is_active: boolean }>(
        'SELECT is_active FROM foundry_connections WHERE id = $1',
        [first.connectionId]
      )
      return row?.is_active
    }

    await ask('POST', '/unpair', { token: first.token, body: {} })
    assert.equal(await statusOf(new Tab(first).beat()), 401)
    assert.equal(await statusOf(new Tab(second).beat()), 200)
    assert.isTrue(await isActive())

    await ask('POST', '/unpair', { token: second.token, body: {} })
    assert.isFalse(await isActive())
  })
})
