import { createHmac } from 'node:crypto'
import { test } from '@japa/runner'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'
import { dataOf, statusOf, type HelixClient } from '#tests/support/helix_client'
import { WebhookReceiver } from '#tests/support/webhook_receiver'
import {
  freshChannel,
  type SimulatedChannel,
  startSimulator,
} from '#tests/support/simulated_channel'

const PATH = 'eventsub/subscriptions'
const SECRET = 'a-webhook-secret'

test.group('Twitch simulator | webhooks and conduits', (group) => {
  let simulator: TwitchSimulator
  let context: SimulatedChannel
  let app: HelixClient
  let receiver: WebhookReceiver

  group.setup(async () => {
    simulator = await startSimulator()
    return () => simulator.stop()
  })

  group.each.setup(async () => {
    context = await freshChannel(simulator)
    app = await context.signIn(undefined)
    receiver = await WebhookReceiver.start()
    return () => receiver.stop()
  })

  const transport = () => ({ method: 'webhook', callback: receiver.url, secret: SECRET })
  const order = (more: object = {}) => ({
    type: 'stream.offline',
    version: '1',
    condition: { broadcaster_user_id: context.mira.userId },
    transport: transport(),
    ...more,
  })
  const endStream = () => simulator.control('POST', '/live', { broadcaster: 'mira', live: false })

  async function enabled(): Promise<string> {
    const made = await app.post(PATH, {}, order())
    const id = made.body.data[0]?.id ?? ''
    await receiver.until(async () => {
      const { body } = await app.get(PATH, { subscription_id: id })
      return body.data[0]?.status === 'enabled'
    })
    return id
  }

  test('the challenge is signed, and its answer enables', async ({ assert }) => {
    const made = await app.post(PATH, {}, order())
    assert.equal(made.status, 202)
    assert.equal(made.body.data[0]?.status, 'webhook_callback_verification_pending')
    assert.notInclude(JSON.stringify(made.body), SECRET)
    const [challenge] = await receiver.some(1)
    assert.equal(
      challenge?.headers['twitch-eventsub-message-type'],
      'webhook_callback_verification'
    )
    const id = challenge?.headers['twitch-eventsub-message-id']
    const at = challenge?.headers['twitch-eventsub-message-timestamp']
    const hmac = createHmac('sha256', SECRET).update(`${id}${at}${challenge?.body}`).digest('hex')
    assert.equal(challenge?.headers['twitch-eventsub-message-signature'], `sha256=${hmac}`)
  })

  test('a notification is delivered and retried until it is taken', async ({ assert }) => {
    await simulator.control('POST', '/settings', { webhookRetryMs: 5 })
    await enabled()
    receiver.failNext = 2
    await endStream()
    const requests = await receiver.some(4)
    const tries = requests.slice(1)
    assert.deepEqual(
      tries.map(({ headers }) => headers['twitch-eventsub-message-retry']),
      ['0', '1', '2']
    )
    const ids = new Set(tries.map(({ headers }) => headers['twitch-eventsub-message-id']))
    assert.lengthOf([...ids], 1)
    assert.containsSubset(JSON.parse(tries[2]?.body ?? ''), {
      subscription: { type: 'stream.offline', status: 'enabled' },
      event: { broadcaster_user_login: 'mira' },
    })
  })

  test('too many failures revoke, and that is said once', async ({ assert }) => {
    await simulator.control('POST', '/settings', { webhookRetryMs: 1, webhookMaxFailures: 3 })
    const id = await enabled()
    receiver.failNext = 3
    await endStream()
    const requests = await receiver.some(5)
    const last = requests.at(-1)
    assert.equal(last?.headers['twitch-eventsub-message-type'], 'revocation')
    const { body } = await app.get(PATH, { subscription_id: id })
    assert.equal(body.data[0]?.status, 'notification_failures_exceeded')
  })

  test('a callback that does not answer the challenge fails verification', async ({ assert }) => {
    receiver.answersChallenge = false
    const made = await app.post(PATH, {}, order())
    const id = made.body.data[0]?.id ?? ''
    await receiver.until(async () => {
      const { body } = await app.get(PATH, { subscription_id: id })
      return body.data[0]?.status === 'webhook_callback_verification_failed'
    })
    await endStream()
    assert.lengthOf(receiver.requests, 1)
  })

  test('a user token, a short secret, a bad address and a missing grant are refused', async ({
    assert,
  }) => {
    assert.equal(await statusOf(context.mira.post(PATH, {}, order())), 400)
    const short = { ...transport(), secret: 'short' }
    assert.equal(await statusOf(app.post(PATH, {}, order({ transport: short }))), 400)
    const nowhere = { ...transport(), callback: 'nowhere' }
    assert.equal(await statusOf(app.post(PATH, {}, order({ transport: nowhere }))), 400)
    const vera = await context.signIn('vera', [])
    const follow = order({ type: 'channel.cheer', condition: { broadcaster_user_id: vera.userId } })
    assert.equal(await statusOf(app.post(PATH, {}, follow)), 403)
    await enabled()
    assert.equal(await statusOf(app.post(PATH, {}, order())), 409)
  })

  test('a user who disconnects is told by user.authorization.revoke', async ({ assert }) => {
    const [client] = await dataOf(context.mira.get('users'))
    const condition = { client_id: 'crowdcrit-test' }
    const made = await app.post(PATH, {}, order({ type: 'user.authorization.revoke', condition }))
    assert.equal(made.status, 202)
    await receiver.until(async () => {
      const { body } = await app.get(PATH, { status: 'enabled' })
      return body.data.length === 1
    })
    await simulator.control('POST', '/authorizations/revoke', { login: 'mira' })
    const requests = await receiver.some(2)
    assert.containsSubset(JSON.parse(requests[1]?.body ?? ''), { event: { user_id: client?.id } })
  })

  test('a conduit spreads over its enabled shards and survives a lost one', async ({ assert }) => {
    const [conduit] = await dataOf(app.post('eventsub/conduits', {}, { shard_count: 2 }))
    const conduitId = conduit?.id ?? ''
    const updated = await app.patch(
      'eventsub/conduits/shards',
      {},
      {
        conduit_id: conduitId,
        shards: [
          { id: '0', transport: transport() },
          { id: '7', transport: transport() },
        ],
      }
    )
    assert.equal(updated.status, 202)
    assert.containsSubset(updated.body, { errors: [{ id: '7' }] })
    await receiver.until(async () => {
      const query = { conduit_id: conduitId, status: 'enabled' }
      const { body } = await app.get('eventsub/conduits/shards', query)
      return body.data.length === 1
    })
    const over = { method: 'conduit', conduit_id: conduitId }
    const made = await app.post(PATH, {}, order({ transport: over }))
    assert.equal(made.body.data[0]?.status, 'enabled')
    await endStream()
    const requests = await receiver.some(2)
    assert.equal(requests[1]?.headers['twitch-eventsub-message-type'], 'notification')
  })

  test('five conduits a client, one to 20,000 shards', async ({ assert }) => {
    const create = (count: number) => app.post('eventsub/conduits', { shard_count: String(count) })
    assert.equal(await statusOf(create(0)), 400)
    assert.equal(await statusOf(create(20_001)), 400)
    for (let n = 0; n < 5; n += 1) assert.equal(await statusOf(create(1)), 200)
    assert.equal(await statusOf(create(1)), 429)
    assert.equal(await statusOf(context.mira.get('eventsub/conduits')), 401)
  })
})
