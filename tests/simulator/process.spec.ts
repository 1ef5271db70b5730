import { join } from 'node:path'
import { networkInterfaces, tmpdir } from 'node:os'
import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { test } from '@japa/runner'
import { EventSubClient } from '#tests/support/eventsub_client'
import { statusOf, HelixClient } from '#tests/support/helix_client'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

const ADDED = 'channel.channel_points_custom_reward_redemption.add'
const MAIN = join(import.meta.dirname, '../../simulators/twitch/main.ts')
const users = [{ login: 'mira', broadcasterType: 'affiliate' as const, live: true }]
const LOOPBACKS = new Set(['127.0.0.1', '::1'])
const SCOPES = ['channel:manage:redemptions']

test.group('Twitch simulator | process', () => {
  test('5,000 redemptions at once all arrive, in order', async ({ assert, cleanup }) => {
    const simulator = await TwitchSimulator.start({ users })
    cleanup(() => simulator.stop())
    const mira = await HelixClient.signIn(simulator, TwitchSimulator.clientId, 'mira', SCOPES)
    const own = { broadcaster_id: mira.userId }
    await mira.post('channel_points/custom_rewards', own, { title: 'Crit', cost: 1 })
    const { client, sessionId } = await EventSubClient.connect(simulator.url)
    cleanup(() => client.close())
    await mira.post(
      'eventsub/subscriptions',
      {},
      {
        type: ADDED,
        version: '1',
        condition: { broadcaster_user_id: mira.userId },
        transport: { method: 'websocket', session_id: sessionId },
      }
    )
    const start = performance.now()
    const sold = await simulator.redeem({ broadcaster: 'mira', reward: 'Crit', viewers: 5000 })
    const frames = await client.some(ADDED, 5000, 15_000)
    const seconds = (performance.now() - start) / 1000
    assert.deepEqual(
      frames.map(({ payload }) => payload.event?.id),
      sold.ids
    )
    assert.isAbove(5000 / seconds, 1000)
  }).tags(['@alone'])

  test('a pace is kept', async ({ assert, cleanup }) => {
    const simulator = await TwitchSimulator.start({ users })
    cleanup(() => simulator.stop())
    await simulator.control('POST', '/rewards', { broadcaster: 'mira', title: 'Crit', cost: 1 })
    const start = performance.now()
    const order = { broadcaster: 'mira', reward: 'Crit', viewers: 100, perSecond: 200 }
    const { redemptions } = await simulator.redeem(order)
    assert.lengthOf(redemptions, 100)
    assert.isAtLeast(performance.now() - start, 450)
  })

  test('the state survives a restart', async ({ assert, cleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'twitch-state-'))
    cleanup(() => rm(folder, { recursive: true, force: true }))
    const statePath = join(folder, 'state.json')

    const first = await TwitchSimulator.start({ users, statePath })
    cleanup(() => first.stop())
    const mira = await HelixClient.signIn(first, TwitchSimulator.clientId, 'mira', SCOPES)
    const own = { broadcaster_id: mira.userId }
    await mira.post('channel_points/custom_rewards', own, { title: 'Crit', cost: 1 })
    const sold = await first.redeem({ broadcaster: 'mira', reward: 'Crit', viewers: 3 })
    await first.control('POST', '/redemptions/settle', { ids: [sold.ids[0]], status: 'CANCELED' })
    const before = await first.redemptions()
    await first.stop()

    const second = await TwitchSimulator.start({ users, statePath, port: first.port })
    cleanup(() => second.stop())
    assert.equal(second.url, first.url)
    assert.deepEqual(await second.redemptions(), before)
    const rewards = await mira.get('channel_points/custom_rewards', own)
    assert.equal(rewards.body.data[0]?.title, 'Crit')
    const more = await second.redeem({ broadcaster: 'mira', reward: 'Crit' })
    assert.notInclude(sold.ids, more.ids[0])
    // Tokens are in the file.
    const { mode } = await stat(statePath)
    assert.equal(mode & 0o777, 0o600)
  })

  test('it listens on both loopback addresses that there are', async ({ assert, cleanup }) => {
    const simulator = await TwitchSimulator.start({ users })
    cleanup(() => simulator.stop())
    const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
    const loopback = addresses.filter(({ internal, address }) => internal && LOOPBACKS.has(address))
    assert.isNotEmpty(loopback)
    for (const { address, family } of loopback) {
      const host = family === 'IPv6' ? `[${address}]` : address
      const answer = await fetch(`http://${host}:${simulator.port}/control/health`)
      assert.equal(answer.status, 200)
    }
  })

  test('SIGTERM ends it at once, with sockets open', async ({ assert }) => {
    const simulator = await TwitchSimulator.start({ users })
    const { client } = await EventSubClient.connect(simulator.url)
    const start = performance.now()
    await simulator.stop()
    assert.isBelow(performance.now() - start, 1000)
    await client.closed
  }).tags(['@alone'])

  test('it does not outlive its parent', async ({ assert }) => {
    const parent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const child = spawn(process.execPath, [MAIN, '--parent', String(parent.pid)])
    const exit = once(child, 'exit')
    await once(child.stdout, 'data')
    parent.kill('SIGKILL')
    const [code] = await exit
    assert.equal(code, 0)
  })

  test('a port in use and a bad flag are one sentence', async ({ assert, cleanup }) => {
    const simulator = await TwitchSimulator.start()
    cleanup(() => simulator.stop())
    await assert.rejects(
      () => TwitchSimulator.start({ port: simulator.port }),
      /The Twitch simulator cannot start: listen EADDRINUSE/
    )
    const child = spawn(process.execPath, [MAIN, '--port', 'many'])
    const [said] = await once(child.stderr, 'data')
    assert.include(String(said), '--port must be a whole number')
  })

  test('the dump of the state holds no secret', async ({ assert, cleanup }) => {
    const simulator = await TwitchSimulator.start({ users })
    cleanup(() => simulator.stop())
    const token = await simulator.token({ login: 'mira', scopes: SCOPES })
    const dump = JSON.stringify(await simulator.control('GET', '/state'))
    const secrets = [token.access_token, token.refresh_token ?? '', TwitchSimulator.clientSecret]
    for (const secret of secrets) assert.notInclude(dump, secret)
    assert.include(dump, '"login":"mira"')
  })

  test('other web sites cannot play with it', async ({ assert, cleanup }) => {
    const simulator = await TwitchSimulator.start({ users })
    cleanup(() => simulator.stop())
    const foreign = await fetch(`${simulator.url}/control/reset`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    assert.equal(foreign.status, 403)
  })

  test('an unknown path is 404, a broken body 400, an endless one 413', async ({
    assert,
    cleanup,
  }) => {
    const simulator = await TwitchSimulator.start({ users })
    cleanup(() => simulator.stop())
    const post = (path: string, body: string) =>
      fetch(simulator.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
    assert.equal(await statusOf(fetch(`${simulator.url}/mock/nothing`)), 404)
    assert.equal(await statusOf(post('/control/redeem', '{')), 400)
    assert.equal(await statusOf(post('/control/redeem', '[]')), 400)
    assert.equal(await statusOf(post('/control/redeem', `"${'x'.repeat(1_100_000)}"`)), 413)
  })
})
