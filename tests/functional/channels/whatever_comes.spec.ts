import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import env from '#start/env'
import { Clock } from '#core/clock'
import { ParkMessage } from '#channels/failures/park_message'
import { StateFollowers } from '#channels/history/state_followers'
import { StateRoles } from '#channels/history/state_roles'
import { StateStreams } from '#channels/history/state_streams'
import { StateSubscribers } from '#channels/history/state_subscribers'
import { EventIntake } from '#channels/intake/event_intake'
import { HandleEvent } from '#channels/intake/handle_event'
import { TakeMessage } from '#channels/intake/take_message'
import type { RawMessage } from '#twitch/eventsub/frame'
import { emptyDatabase } from '#tests/support/database'
import { ACTS, ChannelPlay, person, type Subject } from '#tests/support/events/channel_play'
import { historyOf } from '#tests/support/events/history'
import { testSql } from '#tests/support/fixtures'

const START = Date.UTC(2026, 9, 1, 20)
/**
 * Of what two subscriptions tell of within five seconds nobody knows whether it happened twice, and whose time
 * is kept of what they tell some seconds apart: a gift is still nearest to its own recipient.
 */
const APART_MS = 21_000
const NOW = DateTime.fromMillis(START + 9 * 60_000)

/** Minutes after the acts, and always the same. */
class StandingClock extends Clock {
  override millis() {
    return NOW.toMillis()
  }
}

const acts = fc.array(
  fc.record({ act: fc.constantFrom(...ACTS), viewer: fc.constantFrom('1', '2', '3', '4') }),
  { minLength: 4, maxLength: 24 }
)

/** How one message comes: how often, by a second subscription too, and when among the others. */
const delivery = fc.record({
  copies: fc.integer({ min: 1, max: 3 }),
  twinAfterMs: fc.option(fc.integer({ min: -4_000, max: 4_000 })),
  order: fc.double({ noNaN: true }),
  isTooLate: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
})

type Delivery = typeof delivery extends fc.Arbitrary<infer One> ? One : never

let serial = 0

function played(list: { act: (typeof ACTS)[number]; viewer: string }[]): ChannelPlay {
  const play = new ChannelPlay(`${process.pid}${serial++}`)
  list.forEach(({ act, viewer }, index) => {
    play.act(act, viewer, new Date(START + index * APART_MS))
  })
  return play
}

const again = (message: RawMessage, changes: Partial<RawMessage>): RawMessage => ({
  ...message,
  ...changes,
})

/** The same messages as they may come, and of what nothing came in time. */
function delivered(play: ChannelPlay, deliveries: Delivery[], mayBeLate: boolean) {
  const heard = new Set<Subject>()
  const messages = play.messages.flatMap(({ message, subject }, index) => {
    const { copies, twinAfterMs, order, isTooLate } = deliveries[index % deliveries.length]
    if (mayBeLate && isTooLate) {
      const sentAt = new Date(NOW.toMillis() - 11 * 60_000)
      return [{ order, message: again(message, { sentAt }) }]
    }
    if (subject) heard.add(subject)
    const twin = again(message, {
      messageId: randomUUID(),
      subscriptionId: message.subscriptionId.replace('first', 'second'),
      sentAt: new Date(message.sentAt.getTime() + (twinAfterMs ?? 0)),
    })
    const all = twinAfterMs === null ? [message] : [message, twin]
    return all.flatMap((one, turn) =>
      Array.from({ length: copies }, (_, copy) => ({
        order: order * (1 + turn + copy),
        message: one,
      }))
    )
  })
  return {
    heard,
    messages: messages.sort((a, b) => a.order - b.order).map(({ message }) => message),
  }
}

/** What Twitch's lists say at last. */
async function poll(play: ChannelPlay): Promise<void> {
  const { channelId } = play
  const passBeganAt = NOW.toJSDate()
  const page = { channelId, at: NOW.plus(1).toJSDate(), isFirst: false }
  const end = { channelId, passBeganAt }

  const followers = new StateFollowers()
  const entries = [...play.followers].map(([id, followedAt]) => ({
    viewer: person(id),
    followedAt,
  }))
  await followers.page({ ...page, entries })
  await followers.complete(end)

  const subscribers = new StateSubscribers()
  const listed = [...play.subscribers].map(([id, { isGift, gifter }]) => ({
    viewer: person(id),
    tier: '1000' as const,
    isGift,
    gifter: gifter ? person(gifter) : null,
  }))
  await subscribers.page({ ...page, entries: listed })
  await subscribers.complete(end)

  const roles = new StateRoles()
  for (const [role, held] of [
    ['moderator', play.moderators],
    ['vip', play.vips],
  ] as const) {
    await roles.page(role, { ...page, entries: [...held].map(person) })
    await roles.complete(role, end)
  }
  const stream = play.stream ? { ...play.stream, title: 'A title', category: 'Tabletop' } : null
  await new StateStreams().execute(page.at, [{ channelId, stream }])
}

/** Every span with its two ends; those that were told by nobody as such. */
async function spans(channelId: string): Promise<string[]> {
  const time = (at: unknown, source: unknown) =>
    source === 'twitch.eventsub' && at instanceof Date
      ? // A twin may be what came first.
        String(Math.round((at.getTime() - START) / APART_MS))
      : source === null
        ? ''
        : 'found'
  const [followers, subscriptions, roles, sessions] = await Promise.all([
    historyOf(channelId, 'followers'),
    historyOf(channelId, 'subscriptions'),
    historyOf(channelId, 'roles'),
    historyOf(channelId, 'sessions'),
  ])
  return [
    ...followers.map(
      (row) =>
        `${row.login} follow ${time(row.followed_at, row.follow_source)}-${time(row.unfollowed_at, row.unfollow_source)}`
    ),
    ...subscriptions.map(
      (row) =>
        `${row.login} subscription ${time(row.started_at, row.start_source)}-${time(row.ended_at, row.end_source)} ${row.is_gift} ${row.gifter} ${row.cumulative_months}`
    ),
    ...roles.map(
      (row) =>
        `${row.login} ${row.role} ${time(row.granted_at, row.grant_source)}-${time(row.revoked_at, row.revoke_source)}`
    ),
    ...sessions.map(
      (row) =>
        `stream ${time(row.started_at, row.start_source)}-${time(row.ended_at, row.end_source)}`
    ),
  ].sort()
}

/** The set of (viewer, kind, state). */
async function states(channelId: string): Promise<Map<Subject, 'now' | 'before'>> {
  const rows = await testSql().run<{ subject: Subject; lasts: boolean }>(
    `SELECT subject, bool_or(lasts) AS lasts FROM (
       SELECT v.twitch_id || ' follow' AS subject, unfollowed_at IS NULL AS lasts
       FROM follower_history h JOIN viewers v ON v.id = viewer_id WHERE channel_id = $1
       UNION ALL SELECT v.twitch_id || ' subscription', ended_at IS NULL
       FROM viewer_subscriptions h JOIN viewers v ON v.id = viewer_id WHERE channel_id = $1
       UNION ALL SELECT v.twitch_id || ' ' || role, revoked_at IS NULL
       FROM viewer_roles h JOIN viewers v ON v.id = viewer_id WHERE channel_id = $1
       UNION ALL SELECT 'channel stream', ended_at IS NULL FROM stream_sessions WHERE channel_id = $1
     ) all_of_it GROUP BY subject`,
    [channelId]
  )
  return new Map(rows.map(({ subject, lasts }) => [subject, lasts ? 'now' : 'before']))
}

const log = (channelId: string) =>
  testSql().run(
    `SELECT kind, user_id, payload, count(*)::int AS count FROM channel_events
     WHERE channel_id = $1 AND source = 'twitch.eventsub'
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [channelId]
  )

test.group('Whatever comes, however often and in whatever order', (group) => {
  let intakes: EventIntake[]
  let takers: TakeMessage[]

  group.setup(async () => {
    await emptyDatabase()
    const clock = new StandingClock()
    const handle = await app.container.make(HandleEvent)
    const park = await app.container.make(ParkMessage)
    // As two processes would.
    intakes = [0, 1].map(
      () =>
        new EventIntake({
          connectionString: env.get('DATABASE_URL'),
          log: logger,
          onStored: () => {},
        })
    )
    takers = intakes.map((intake) => new TakeMessage(intake, handle, park, clock))
    return async () => {
      await Promise.all(intakes.map((intake) => intake.stop()))
      await emptyDatabase()
    }
  })

  /** Some at a time, through both at once. */
  async function take(messages: RawMessage[], atOnce: number): Promise<void> {
    for (let begin = 0; begin < messages.length; begin += atOnce) {
      await Promise.all(
        messages
          .slice(begin, begin + atOnce)
          .map((message, index) => takers[index % takers.length].execute(message))
      )
    }
  }

  async function clean(play: ChannelPlay): Promise<void> {
    for (const { message } of play.messages) await takers[0].execute(message)
  }

  test('log and history are those of the clean run', async ({ assert }) => {
    await fc.assert(
      fc.asyncProperty(
        acts,
        fc.array(delivery, { minLength: 5, maxLength: 30 }),
        fc.constantFrom(1, 4, 100),
        async (list, deliveries, atOnce) => {
          const [model, real] = [played(list), played(list)]
          await clean(model)
          await take(delivered(real, deliveries, false).messages, atOnce)

          assert.deepEqual(await spans(real.channelId), await spans(model.channelId))
          assert.deepEqual(
            withoutIds(await log(real.channelId)),
            withoutIds(await log(model.channelId))
          )
        }
      ),
      { numRuns: 10 }
    )
  }).timeout(120_000)

  test('what came too late is found by polling', async ({ assert }) => {
    await fc.assert(
      fc.asyncProperty(
        acts,
        fc.array(delivery, { minLength: 5, maxLength: 30 }),
        async (list, deliveries) => {
          const [model, real] = [played(list), played(list)]
          await clean(model)
          await poll(model)
          const { messages, heard } = delivered(real, deliveries, true)
          await take(messages, 10)
          await poll(real)

          const expected = await states(model.channelId)
          for (const [subject, state] of expected) {
            // What began and ended unheard is on no list.
            if (state === 'before' && !heard.has(subject)) expected.delete(subject)
          }
          assert.deepEqual([...(await states(real.channelId))].sort(), [...expected].sort())
        }
      ),
      { numRuns: 10 }
    )
  }).timeout(120_000)
})

/** What differs from run to run. */
const withoutIds = (rows: unknown[]) =>
  JSON.parse(
    JSON.stringify(rows, (name, value: unknown) =>
      ['messageId', 'streamId'].includes(name) ? undefined : value
    )
  )
