import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { TakeMessage } from '#channels/intake/take_message'
import { emptyDatabase } from '#tests/support/database'
import { historyOf } from '#tests/support/events/history'
import { messageOf, userFields } from '#tests/support/events/messages'

const CHANNEL = '4711'

/** Set anew by each test: a message of more than ten minutes ago is not taken. */
let start = 0
const at = (second: number) => new Date(start + second * 1_000)
const channel = { broadcaster_user_id: CHANNEL }

const subscribed = (viewer: string, second: number, { tier = '1000', isGift = true } = {}) =>
  messageOf(
    'channel.subscribe',
    { ...channel, ...userFields(viewer), tier, is_gift: isGift },
    { sentAt: at(second) }
  )

const gave = (gifter: string | null, total: number, second: number, tier = '1000') =>
  messageOf(
    'channel.subscription.gift',
    {
      ...channel,
      ...(gifter ? userFields(gifter) : { user_id: null, user_login: null, user_name: null }),
      is_anonymous: gifter === null,
      tier,
      total,
    },
    { sentAt: at(second) }
  )

test.group('Gifts and who got them', (group) => {
  group.each.setup(() => {
    start = Date.now() - 5 * 60_000
    return emptyDatabase()
  })

  async function take(...messages: ReturnType<typeof messageOf>[]) {
    const taker = await app.container.make(TakeMessage)
    for (const message of messages) await taker.execute(message)
  }

  async function links() {
    const rows = await historyOf(CHANNEL, 'subscriptions')
    return rows
      .map(({ login, gifter, gift_total: total, gift_found: found }) => [
        login,
        gifter,
        total,
        found,
      ])
      .sort()
  }

  const BOTH = [
    ['viewer_1', 'viewer_9', 2, 2],
    ['viewer_2', 'viewer_9', 2, 2],
  ]

  test('recipients who are told of before, after and around it', async ({ assert }) => {
    await take(gave('9', 2, 0), subscribed('1', 0), subscribed('2', 1))
    assert.deepEqual(await links(), BOTH)
    await emptyDatabase()
    await take(subscribed('1', 0), subscribed('2', 1), gave('9', 2, 2))
    assert.deepEqual(await links(), BOTH)
    await emptyDatabase()
    await take(subscribed('1', 0), gave('9', 2, 1), subscribed('2', 2))
    assert.deepEqual(await links(), BOTH)
  })

  test('an anonymous gift has recipients and no gifter', async ({ assert }) => {
    await take(gave(null, 1, 0), subscribed('1', 1))
    assert.deepEqual(await links(), [['viewer_1', null, 1, 1]])
  })

  test('gifts at the same time take as many as they were of', async ({ assert }) => {
    await take(
      gave('8', 1, 0),
      gave('9', 2, 1),
      subscribed('1', 0),
      subscribed('2', 1),
      subscribed('3', 2),
      subscribed('4', 3)
    )
    const given = await links()
    assert.deepEqual(
      given.map(([, gifter]) => gifter).sort(),
      [null, 'viewer_8', 'viewer_9', 'viewer_9'].sort()
    )
  })

  test('other tiers, other times and who paid are none', async ({ assert }) => {
    await take(
      gave('9', 9, 100),
      subscribed('1', 100, { isGift: false }),
      subscribed('2', 100, { tier: '3000' }),
      subscribed('3', 20)
    )
    assert.deepEqual(await links(), [
      ['viewer_1', null, null, null],
      ['viewer_2', null, null, null],
      ['viewer_3', null, null, null],
    ])
  })
})
