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

test.group('Twitch simulator | webhooks', (group) => {
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

  test('a callback that answers the challenge as HTML or with 202 fails verification', async ({
    assert,
  }) => {
    for (const answer of [{ contentType: 'text/html' }, { challengeStatus: 202 }]) {
      Object.assign(receiver, { contentType: 'text/plain', challengeStatus: 200, ...answer })
      const made = await app.post(PATH, {}, order())
      const id = made.body.data[0]?.id ?? ''
      await receiver.until(async () => {
        const { body } = await app.get(PATH, { subscription_id: id })
        return body.data[0]?.status === 'webhook_callback_verification_failed'
      })
    }
    assert.lengthOf(receiver.requests, 2)
  })

  test('a subscription deleted meanwhile is not tried again, nor proved', async ({ assert }) => {
    await simulator.control('POST', '/settings', { webhookRetryMs: 60_000 })
    const id = await enabled()
    receiver.failNext = 100
    await endStream()
    await receiver.some(2)
    assert.equal(await statusOf(app.delete(PATH, { id })), 204)
    await simulator.control('POST', '/clock', { advanceMs: 10 * 60_000 })
    const made = await app.post(PATH, {}, order())
    await app.delete(PATH, { id: made.body.data[0]?.id ?? '' })
    await receiver.some(3)
    await simulator.control('GET', '/health')
    assert.deepEqual(
      receiver.requests.map(({ headers }) => headers['twitch-eventsub-message-type']),
      ['webhook_callback_verification', 'notification', 'webhook_callback_verification']
    )
    assert.lengthOf(await dataOf(app.get(PATH, {})), 0)
  })

  test('each revocation reason is told once, signed, and named in the body', async ({ assert }) => {
    const id = await enabled()
    await simulator.control('POST', '/subscriptions/revoke', { id, reason: 'user_removed' })
    const [, revocation] = await receiver.some(2)
    assert.equal(revocation?.headers['twitch-eventsub-message-type'], 'revocation')
    assert.equal(revocation?.headers['twitch-eventsub-subscription-type'], 'stream.offline')
    const said = JSON.parse(revocation?.body ?? '{}')
    assert.containsSubset(said, { subscription: { id, status: 'user_removed' } })
    assert.notProperty(said, 'event')
  })

  test('a revocation that is not taken is not said again', async ({ assert }) => {
    await simulator.control('POST', '/settings', { webhookRetryMs: 1 })
    const id = await enabled()
    receiver.refusesAll = true
    await simulator.control('POST', '/subscriptions/revoke', { id })
    await receiver.some(2)
    await simulator.control('POST', '/clock', { advanceMs: 60_000 })
    assert.lengthOf(receiver.requests, 2)
  })

  test('{type} is not to be had over a conduit')
    .with([
      { type: 'user.authorization.grant', condition: { client_id: 'crowdcrit-test' } },
      { type: 'user.authorization.revoke', condition: { client_id: 'crowdcrit-test' } },
      { type: 'drop.entitlement.grant', condition: { organization_id: '9001' } },
    ])
    .run(async ({ assert }, { type, condition }) => {
      const [conduit] = await dataOf(app.post('eventsub/conduits', {}, { shard_count: 1 }))
      const over = { method: 'conduit', conduit_id: conduit?.id }
      const refused = await app.post(PATH, {}, order({ type, condition, transport: over }))
      assert.equal(refused.status, 400)
      assert.include(refused.body.message, 'webhook only')
      assert.equal(await statusOf(app.post(PATH, {}, order({ type, condition }))), 202)
    })

  test('another client’s authorizations are nobody’s business', async ({ assert }) => {
    const condition = { client_id: 'other-app' }
    const type = 'user.authorization.revoke'
    assert.equal(await statusOf(app.post(PATH, {}, order({ type, condition }))), 403)
  })

  test('an app reads chat as a bot: the user and the channel must allow it', async ({ assert }) => {
    const { mira, signIn } = context
    const vera = await signIn('vera', ['user:read:chat'])
    const condition = { broadcaster_user_id: mira.userId, user_id: vera.userId }
    const subscribe = () =>
      statusOf(app.post(PATH, {}, order({ type: 'channel.chat.message', condition })))
    assert.equal(await subscribe(), 403)
    await signIn('vera', ['user:bot'])
    assert.equal(await subscribe(), 403)
    await signIn('mira', ['channel:bot'])
    assert.equal(await subscribe(), 202)
  })
})
