import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { StateSubscribers } from '#channels/history/state_subscribers'
import { TakeMessage } from '#channels/intake/take_message'
import { emptyDatabase } from '#tests/support/database'
import { person } from '#tests/support/events/channel_play'
import { historyOf } from '#tests/support/events/history'
import { messageOf, userFields } from '#tests/support/events/messages'

const CHANNEL = '4711'
const viewer = { broadcaster_user_id: CHANNEL, ...userFields('1'), tier: '1000' }

/** Set anew by each test: a message of more than ten minutes ago is not taken. */
let start = 0
const at = (second: number) => new Date(start + second * 1_000)

const subscribed = (second: number) =>
  messageOf('channel.subscribe', { ...viewer, is_gift: false }, { sentAt: at(second) })
const ended = (second: number) =>
  messageOf('channel.subscription.end', { ...viewer, is_gift: false }, { sentAt: at(second) })
const shared = (second: number, months: number) =>
  messageOf(
    'channel.subscription.message',
    {
      ...viewer,
      message: { text: 'Again', emotes: null },
      cumulative_months: months,
      streak_months: null,
      duration_months: 1,
    },
    { sentAt: at(second) }
  )

test.group('Resubs that are shared', (group) => {
  group.each.setup(() => {
    start = Date.now() - 5 * 60_000
    return emptyDatabase()
  })

  async function take(...messages: ReturnType<typeof messageOf>[]) {
    const taker = await app.container.make(TakeMessage)
    for (const message of messages) await taker.execute(message)
  }

  const listed = (second: number) =>
    new StateSubscribers().page({
      channelId: CHANNEL,
      at: at(second),
      isFirst: false,
      entries: [{ viewer: person('1'), tier: '1000', isGift: false, gifter: null }],
    })

  async function spans() {
    const rows = await historyOf(CHANNEL, 'subscriptions')
    return rows.map((row) => [
      row.started_at,
      row.start_source,
      row.ended_at,
      row.end_source,
      row.cumulative_months,
    ])
  }

  test('say that one subscribes, not since when', async ({ assert }) => {
    await take(shared(10, 7))
    assert.deepEqual(await spans(), [[at(10), 'inferred', null, null, 7]])
    const [{ is_gift: isGift }] = await historyOf(CHANNEL, 'subscriptions')
    assert.isNull(isGift)
  })

  test('whenever the true beginning is told, it is the beginning', async ({ assert }) => {
    const whole = [[at(0), 'twitch.eventsub', null, null, 8]]
    await take(subscribed(0), shared(10, 7), shared(20, 8))
    assert.deepEqual(await spans(), whole)
    await emptyDatabase()
    await take(shared(10, 7), shared(20, 8), subscribed(0))
    assert.deepEqual(await spans(), whole)
    await emptyDatabase()
    await take(shared(20, 8), shared(10, 7), subscribed(0))
    assert.deepEqual(await spans(), whole)
  })

  test('an earlier list says more, a later one does not', async ({ assert }) => {
    await take(shared(10, 7))
    await listed(20)
    assert.deepEqual(await spans(), [[at(10), 'inferred', null, null, 7]])
    await listed(5)
    assert.deepEqual(await spans(), [[at(5), 'twitch.poll', null, null, 7]])
  })

  test('after an end it begins anew, whichever was told first', async ({ assert }) => {
    const whole = [
      [at(0), 'twitch.eventsub', at(10), 'twitch.eventsub'],
      [at(20), 'inferred', null, null],
    ]
    const sources = async () => {
      const rows = (await spans()).map((span) => span.slice(0, 4))
      return rows.sort(([a], [b]) => Number(a) - Number(b))
    }
    await take(subscribed(0), ended(10), shared(20, 8))
    assert.deepEqual(await sources(), whole)
    await emptyDatabase()
    await take(shared(20, 8), subscribed(0), ended(10))
    assert.deepEqual(await sources(), whole)
    await emptyDatabase()
    await take(subscribed(0), shared(20, 8), ended(10))
    assert.deepEqual(await sources(), whole)
  })

  test('an end that was told first is its end', async ({ assert }) => {
    const whole = [[at(10), 'inferred', at(30), 'twitch.eventsub', 7]]
    await take(ended(30), shared(10, 7))
    assert.deepEqual(await spans(), whole)
    await emptyDatabase()
    await take(shared(10, 7), ended(30))
    assert.deepEqual(await spans(), whole)
  })
})
