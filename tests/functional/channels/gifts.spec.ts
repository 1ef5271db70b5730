import fc from 'fast-check'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { StateSubscribers } from '#channels/history/state_subscribers'
import { TakeMessage } from '#channels/intake/take_message'
import { emptyDatabase } from '#tests/support/database'
import { person } from '#tests/support/events/channel_play'
import { historyOf } from '#tests/support/events/history'
import { messageOf, userFields } from '#tests/support/events/messages'

type Message = ReturnType<typeof messageOf>
/** Something that happens, on whichever channel. */
type Happening = (channelId: string) => Message

/** Set anew by each test: a message of more than ten minutes ago is not taken. */
let start = 0
let channels = 0
const at = (second: number) => new Date(start + second * 1_000)

const subscribed =
  (viewer: string, second: number, { tier = '1000', isGift = true } = {}): Happening =>
  (channelId) =>
    messageOf(
      'channel.subscribe',
      { broadcaster_user_id: channelId, ...userFields(viewer), tier, is_gift: isGift },
      { sentAt: at(second) }
    )

const gave =
  (gifter: string | null, total: number, second: number, tier = '1000'): Happening =>
  (channelId) =>
    messageOf(
      'channel.subscription.gift',
      {
        broadcaster_user_id: channelId,
        ...(gifter ? userFields(gifter) : { user_id: null, user_login: null, user_name: null }),
        is_anonymous: gifter === null,
        tier,
        total,
      },
      { sentAt: at(second) }
    )

test.group('Gifts and who got them', (group) => {
  group.each.setup(() => {
    start = Date.now() - 8 * 60_000
    return emptyDatabase()
  })

  /** On a channel where nothing happened before, one after the other or all at once. */
  async function take(happenings: Happening[], { atOnce = false } = {}): Promise<string> {
    const channelId = String(4_700 + channels++)
    const taker = await app.container.make(TakeMessage)
    const messages = happenings.map((happening) => happening(channelId))
    if (atOnce) {
      await Promise.all(messages.map((message) => taker.execute(message)))
    } else {
      for (const message of messages) await taker.execute(message)
    }
    return channelId
  }

  async function links(channelId: string) {
    const rows = await historyOf(channelId, 'subscriptions')
    return rows
      .map(({ login, gifter, gift_total: total, gift_found: found }) => [
        login,
        gifter,
        total,
        found,
      ])
      .sort()
  }

  async function inEveryOrder(
    happenings: Happening[],
    judge: (told: Awaited<ReturnType<typeof links>>) => void
  ) {
    await Promise.all(
      ordersOf(happenings).map(async (order) => judge(await links(await take(order))))
    )
  }

  test('recipients told before, after and around it, in every order', async ({ assert }) => {
    const both = [
      ['viewer_1', 'viewer_9', 2, 2],
      ['viewer_2', 'viewer_9', 2, 2],
    ]
    for (const second of [0, 1, 2]) {
      for (const order of ordersOf([
        gave('9', 2, second),
        subscribed('1', 0),
        subscribed('2', 1),
      ])) {
        assert.deepEqual(await links(await take(order)), both)
      }
    }
  })

  test('two gifters within a minute, interleaved, in every order', async ({ assert }) => {
    const happenings = [
      gave('8', 2, 0),
      subscribed('1', 1),
      gave('9', 1, 20),
      subscribed('2', 21),
      subscribed('3', 30),
    ]
    await inEveryOrder(happenings, (told) => {
      assert.deepEqual(told, [
        ['viewer_1', 'viewer_8', 2, 2],
        ['viewer_2', 'viewer_9', 1, 1],
        ['viewer_3', 'viewer_8', 2, 2],
      ])
    })
  })

  test('an anonymous gift has recipients and no gifter, also beside one with a name', async ({
    assert,
  }) => {
    assert.deepEqual(await links(await take([gave(null, 1, 0), subscribed('1', 1)])), [
      ['viewer_1', null, 1, 1],
    ])
    const happenings = [
      gave(null, 1, 0),
      subscribed('1', 0),
      gave('9', 1, 0.5),
      subscribed('2', 0.5),
    ]
    await inEveryOrder(happenings, (told) => {
      assert.deepEqual(told, [
        ['viewer_1', null, 1, 1],
        ['viewer_2', 'viewer_9', 1, 1],
      ])
    })
  })

  test('a recipient who is never told leaves a place that no other gift fills', async ({
    assert,
  }) => {
    const happenings = [
      gave('8', 2, 0),
      subscribed('1', 1),
      gave('9', 2, 60),
      subscribed('2', 61),
      subscribed('3', 62),
    ]
    await inEveryOrder(happenings, (told) => {
      assert.deepEqual(told, [
        ['viewer_1', 'viewer_8', 2, 1],
        ['viewer_2', 'viewer_9', 2, 2],
        ['viewer_3', 'viewer_9', 2, 2],
      ])
    })
  })

  test('what is told twice counts once', async ({ assert }) => {
    const happenings = [gave('9', 2, 0), subscribed('1', 1), subscribed('2', 2)]
    const channelId = String(4_700 + channels++)
    const messages = happenings.map((happening) => happening(channelId))
    const twins = messages.map((message) => ({
      ...message,
      messageId: `twin of ${message.messageId}`,
      subscriptionId: 'another',
    }))
    const taker = await app.container.make(TakeMessage)
    for (const message of [...messages, ...twins, ...messages].reverse()) {
      await taker.execute(message)
    }
    assert.deepEqual(await links(channelId), [
      ['viewer_1', 'viewer_9', 2, 2],
      ['viewer_2', 'viewer_9', 2, 2],
    ])
  })

  test('gifts at the same time take as many as they were of', async ({ assert }) => {
    const channelId = await take([
      gave('8', 1, 0),
      gave('9', 2, 1),
      subscribed('1', 0),
      subscribed('2', 1),
      subscribed('3', 2),
      subscribed('4', 3),
    ])
    assert.deepEqual(await links(channelId), [
      ['viewer_1', 'viewer_8', 1, 1],
      ['viewer_2', 'viewer_9', 2, 2],
      ['viewer_3', 'viewer_9', 2, 2],
      ['viewer_4', null, null, null],
    ])
  })

  test('other tiers, other times and who paid are none', async ({ assert }) => {
    const channelId = await take([
      gave('9', 9, 100),
      subscribed('1', 100, { isGift: false }),
      subscribed('2', 100, { tier: '3000' }),
      subscribed('3', 20),
      subscribed('4', 401),
    ])
    assert.deepEqual(
      await links(channelId),
      ['1', '2', '3', '4'].map((viewer) => [`viewer_${viewer}`, null, null, null])
    )
  })

  test('a list that says who gave it is believed', async ({ assert }) => {
    const happenings = [
      gave('8', 1, 0),
      gave('9', 1, 10),
      subscribed('1', 0.5),
      subscribed('2', 10.5),
    ]
    const listed = [
      ['1', '9'],
      ['2', '8'],
    ].map(([viewer, gifter]) => ({
      viewer: person(viewer),
      tier: '1000' as const,
      isGift: true,
      gifter: person(gifter),
    }))
    const channelId = await take(happenings)
    await new StateSubscribers().page({ channelId, at: at(60), isFirst: false, entries: listed })
    assert.deepEqual(await links(channelId), [
      ['viewer_1', 'viewer_9', 1, 1],
      ['viewer_2', 'viewer_8', 1, 1],
    ])
  })

  test('who turns out to have paid leaves the place to another', async ({ assert }) => {
    const channelId = await take([gave('9', 1, 0), subscribed('1', 1), subscribed('2', 2)])
    await new StateSubscribers().page({
      channelId,
      at: at(60),
      isFirst: false,
      entries: [{ viewer: person('1'), tier: '1000', isGift: false, gifter: null }],
    })
    assert.deepEqual(await links(channelId), [
      ['viewer_1', null, null, null],
      ['viewer_2', 'viewer_9', 1, 1],
    ])
  })

  test('a list that was quicker than the event does not hide who gave it', async ({ assert }) => {
    const channelId = await take([gave('9', 1, 0)])
    await new StateSubscribers().page({
      channelId,
      at: at(5),
      isFirst: false,
      entries: [{ viewer: person('1'), tier: '1000', isGift: true, gifter: null }],
    })
    const taker = await app.container.make(TakeMessage)
    await taker.execute(subscribed('1', 1)(channelId))
    assert.deepEqual(await links(channelId), [['viewer_1', 'viewer_9', 1, 1]])
  })

  test('a thousand at once', async ({ assert }) => {
    const viewers = Array.from({ length: 1_000 }, (_, index) => subscribed(`${index}`, index / 10))
    const channelId = await take(
      [...viewers.slice(0, 500), gave('some', 999, 0), gave('one', 1, 99.9), ...viewers.slice(500)],
      { atOnce: true }
    )
    const given = Map.groupBy(await links(channelId), ([, gifter]) => gifter)
    assert.equal(given.get('viewer_some')?.length, 999)
    assert.deepEqual(given.get('viewer_one'), [['viewer_999', 'viewer_one', 1, 1]])
  }).timeout(30_000)

  test('dense and in whatever order, it is as in the clean run', async ({ assert }) => {
    // Often at the same moment, often just too far off.
    const second = fc.oneof(
      fc.integer({ min: 0, max: 8 }).map((step) => step * 55),
      fc.integer({ min: 0, max: 6 }).map((step) => 120 + step / 2)
    )
    const gifts = fc.array(
      fc.record({
        by: fc.constantFrom('97', '98', null),
        total: fc.integer({ min: 1, max: 3 }),
        second,
      }),
      { minLength: 1, maxLength: 8 }
    )
    await fc.assert(
      fc.asyncProperty(
        gifts,
        fc.array(second, { minLength: 1, maxLength: 12 }),
        fc.array(fc.double({ noNaN: true }), { minLength: 20, maxLength: 20 }),
        fc.boolean(),
        async (given, received, order, atOnce) => {
          const happenings = [
            ...given.map(({ by, total, second: when }) => gave(by, total, when)),
            ...received.map((when, index) => subscribed(`${index}`, when)),
          ]
          const shuffled = happenings
            .map((happening, index) => ({ happening, place: order[index] }))
            .sort((a, b) => a.place - b.place)
            .map(({ happening }) => happening)
          const clean = await take(happenings)
          const real = await take(shuffled, { atOnce })
          assert.deepEqual(await links(real), await links(clean))
        }
      ),
      { numRuns: 15 }
    )
  }).timeout(120_000)
})

function ordersOf<One>(them: One[]): One[][] {
  return them.length <= 1
    ? [them]
    : them.flatMap((one, index) =>
        ordersOf(them.toSpliced(index, 1)).map((others) => [one, ...others])
      )
}
