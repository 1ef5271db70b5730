import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import env from '#start/env'
import { eventsubSecret, webhookTarget } from '#twitch/eventsub/eventsub_settings'
import { emptyDatabase } from '#tests/support/database'
import { createStage, testSql } from '#tests/support/fixtures'
import { Flood } from '#tests/support/webhook/flood'
import { HttpConnection } from '#tests/support/webhook/http_connection'
import { RedemptionMessages } from '#tests/support/webhook/redemption_messages'
import { until } from '#tests/support/until'
import { postWebhook, type WebhookPost } from '#tests/support/webhook/post_webhook'

const port = () => env.get('PORT')
const TYPE = 'channel.channel_points_custom_reward_redemption.add'

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0

test.group('Webhook', (group) => {
  group.each.setup(() => emptyDatabase())

  /** A streamer with a reward on sale, listened to by a webhook subscription. */
  async function listened(status = 'enabled') {
    const stage = await createStage(testSql(), { event: { minimum: 5 } })
    const { id, broadcasterId } = stage.streamer
    const subscriptionId = randomUUID()
    const condition = { broadcaster_user_id: broadcasterId }
    await db.table('eventsub_subscriptions').insert({
      id: randomUUID(),
      streamer_id: id,
      type: TYPE,
      version: '1',
      condition,
      transport: 'webhook',
      target: webhookTarget(),
      status,
      twitch_id: status === 'enabled' ? subscriptionId : null,
      enabled_at: new Date(),
    })
    const subscription = { id: subscriptionId, type: TYPE, version: '1', status, condition }
    const event = (redemptionId = randomUUID()) => ({
      id: redemptionId,
      broadcaster_user_id: broadcasterId,
      broadcaster_user_login: 'mira',
      broadcaster_user_name: 'Mira',
      user_id: '77',
      user_login: 'vera',
      user_name: 'Vera',
      user_input: '',
      status: 'unfulfilled',
      redeemed_at: new Date().toISOString(),
      reward: { id: stage.reward.twitchRewardId, title: 'Twist', cost: 100, prompt: '' },
    })
    return { stage, subscription, event }
  }

  const redemptions = async () => {
    const rows = await db.from('redemptions')
    return rows.map(({ id, state }) => [id, state])
  }

  test('a notification is stored and counted before its answer', async ({ assert }) => {
    const { subscription, event } = await listened()
    const id = randomUUID()
    const response = await postWebhook({ body: { subscription, event: event(id) } })

    assert.equal(response.status, 204)
    assert.deepEqual(await redemptions(), [[id, 'counted']])
    const again = await postWebhook({ body: { subscription, event: event(id) } })
    assert.equal(again.status, 204)
    assert.lengthOf(await redemptions(), 1)
  })

  test('a wrong signature, none, and a secret that is not ours are refused', async ({ assert }) => {
    const { subscription, event } = await listened()
    const body = { subscription, event: event() }
    const tampered = 'twitch-eventsub-message-signature'

    const posts: WebhookPost[] = [
      { body, secret: 'another secret' },
      { body, headers: { [tampered]: `sha256=${'0'.repeat(64)}` } },
      { body, headers: { [tampered]: 'sha256=short' } },
      { body, headers: { [tampered]: '' } },
      { body, headers: { 'twitch-eventsub-message-id': 'another' } },
      { body, headers: { 'twitch-eventsub-message-timestamp': new Date(0).toISOString() } },
      { body: 'x'.repeat(60_000), secret: 'another secret' },
    ]
    for (const post of posts) {
      const response = await postWebhook(post)
      assert.equal(response.status, 403)
    }
    assert.isEmpty(await redemptions())
  })

  test('what is older than ten minutes is refused', async ({ assert }) => {
    const { subscription, event } = await listened()
    const body = { subscription, event: event() }
    const minutes = (count: number) => new Date(Date.now() - count * 60_000)

    const old = await postWebhook({ body, sentAt: minutes(10.1) })
    assert.equal(old.status, 403)
    const undated = await postWebhook({
      body,
      headers: { 'twitch-eventsub-message-timestamp': 'soon' },
    })
    assert.equal(undated.status, 403)
    assert.isEmpty(await redemptions())
    const recent = await postWebhook({ body, sentAt: minutes(9.9) })
    assert.equal(recent.status, 204)
  })

  test('a body over 64 KB, and one that is no JSON', async ({ assert }) => {
    const { subscription, event } = await listened()
    const padded = (bytes: number) => {
      const whole = JSON.stringify({ subscription, event: event() })
      return whole.replace(/}$/, `,"pad":"${'x'.repeat(bytes - whole.length - 9)}"}`)
    }
    const statuses = []
    for (const body of [
      padded(65_536),
      padded(65_537),
      'x'.repeat(2_000_000),
      'not JSON',
      '{"a":',
      '[]',
      '{"subscription":7}',
      '',
    ]) {
      const response = await postWebhook({ body })
      statuses.push(response.status)
    }
    assert.deepEqual(statuses, [204, 413, 413, 400, 400, 400, 400, 400])
  })

  test('an event that misses a field is taken, and parked with the reason', async ({ assert }) => {
    const { subscription, event, stage } = await listened()
    for (const field of ['user_id', 'redeemed_at', 'reward'] as const) {
      const incomplete = { ...event(), [field]: undefined }
      const response = await postWebhook({ body: { subscription, event: incomplete } })
      assert.equal(response.status, 204, 'Twitch need not tell it again')
      const row = await db.from('event_failures').orderBy('id', 'desc').firstOrFail()
      assert.containSubset(row, {
        channel_id: stage.streamer.broadcasterId,
        kind: TYPE,
        handler: 'normalise',
        state: 'parked',
      })
      assert.match(row.reason, new RegExp(`^event\\.${field}\\b`))
      assert.deepEqual(
        row.message.event,
        JSON.parse(JSON.stringify(incomplete)),
        'it is kept whole'
      )
    }
    assert.isEmpty(await redemptions())
    const response = await postWebhook({ body: { subscription, event: event() } })
    assert.equal(response.status, 204)
    assert.lengthOf(await redemptions(), 1, 'others go on')
  })

  test('what is refused is logged with how often, not with what it said', async ({
    assert,
    cleanup,
  }) => {
    const { subscription, event } = await listened()
    const unknown = { ...subscription, id: randomUUID(), condition: { broadcaster_user_id: '404' } }
    const told: Record<string, unknown>[] = []
    const { warn } = logger
    logger.warn = (entry: unknown) => void told.push(Object(entry))
    cleanup(() => void (logger.warn = warn))
    const sum = (refusal: string) =>
      told
        .filter((entry) => entry.event === 'webhook.refused')
        .reduce((total, entry) => total + Number(entry[refusal] ?? 0), 0)

    // What others had refused is told along with this one.
    await postWebhook({ body: 'not JSON' })
    await until('it is in the log', () => sum('broken') > 0)
    told.length = 0
    for (const post of [
      { body: { subscription: unknown, event: event() } },
      { body: { subscription: unknown, event: event() } },
      { body: 'not JSON' },
      { body: { subscription, event: event() }, secret: 'another secret' },
      { body: 'x'.repeat(70_000) },
      { body: { subscription, event: event() }, sentAt: new Date(Date.now() - 11 * 60_000) },
    ]) {
      await postWebhook(post)
    }
    await until(
      'all of it is in the log',
      () => sum('unknown_subscription') >= 2 && sum('too_old') >= 1
    )
    assert.deepEqual(
      ['unknown_subscription', 'broken', 'wrong_signature', 'too_large', 'too_old'].map(sum),
      [2, 1, 1, 1, 1]
    )
    assert.notInclude(JSON.stringify(told), 'vera')
  })

  test('a subscription that is none of ours is answered and dropped', async ({ assert }) => {
    const { subscription, event } = await listened()
    const unknown = {
      ...subscription,
      id: randomUUID(),
      condition: { broadcaster_user_id: '404' },
    }
    const response = await postWebhook({ body: { subscription: unknown, event: event() } })
    assert.equal(response.status, 204)
    assert.isEmpty(await redemptions())

    const early = { ...subscription, id: randomUUID() }
    await postWebhook({ body: { subscription: early, event: event() } })
    assert.lengthOf(
      await redemptions(),
      1,
      'its event was faster than the answer that tells its id'
    )
  })

  test('the challenge is answered for what was asked for, once', async ({ assert }) => {
    const { subscription } = await listened('pending')
    const ask = (about: object) =>
      postWebhook({
        type: 'webhook_callback_verification',
        body: { challenge: 'prove-it', subscription: { ...subscription, ...about } },
      })

    const unwanted = await ask({ type: 'channel.follow' })
    assert.equal(unwanted.status, 404)
    const response = await ask({})
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'text/plain')
    assert.equal(await response.text(), 'prove-it')
    const row = await db.from('eventsub_subscriptions').firstOrFail()
    assert.containSubset(row, { status: 'enabled', twitch_id: subscription.id })

    const repeated = await ask({})
    assert.equal(repeated.status, 200)
    const second = await ask({ id: randomUUID() })
    assert.equal(second.status, 404)
  })

  test('a revocation is noted with what to do', async ({ assert }) => {
    const { subscription } = await listened()
    const revoked = { ...subscription, status: 'version_removed' }
    const response = await postWebhook({ type: 'revocation', body: { subscription: revoked } })

    assert.equal(response.status, 204)
    const row = await db.from('eventsub_subscriptions').firstOrFail()
    assert.equal(row.status, 'revoked')
    assert.match(row.reason, /update of the server/)
  })

  test('whoever is not Twitch gets nothing else there', async ({ assert, client }) => {
    const response = await client.get('/webhooks/twitch/eventsub')
    assert.equal(response.status(), 404)
  })

  test('a thousand bad requests a second do not slow the good ones above twice', async ({
    assert,
  }) => {
    const { stage, subscription } = await listened()
    const messages = new RedemptionMessages(eventsubSecret(), stage.reward, subscription.id)
    const good = await Promise.all([1, 2, 3, 4].map(() => HttpConnection.open(port())))
    const send = async (milliseconds: number) => {
      const durations: number[] = []
      const end = performance.now() + milliseconds
      await Promise.all(
        good.map(async (connection) => {
          while (performance.now() < end) {
            const sent = performance.now()
            assert.equal(await connection.post(messages.next().request), 204)
            durations.push(performance.now() - sent)
          }
        })
      )
      return durations
    }

    // On a machine that is busy with other things, as many as are to this one what a thousand are to an idle one.
    await send(500)
    const warm = await send(500)
    const perSecond = Math.min(1_000, 0.3 * 2 * warm.length)
    const [alone, beside]: number[][] = [[], []]
    for (let round = 0; round < 4; round++) {
      alone.push(...(await send(300)))
      const flood = await Flood.start(port(), messages, perSecond)
      beside.push(...(await send(300)))
      const { statuses } = await flood.stop()
      assert.sameMembers([...statuses], [403, 413, 400, 204])
    }
    good.forEach((connection) => connection.close())

    assert.isBelow(median(beside), 2 * median(alone))
    assert.lengthOf(await redemptions(), messages.good)
  }).tags(['@alone'])
})
