import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import env from '#start/env'
import { Clock } from '#core/clock'
import { ChannelEventHandlers } from '#channels/channel_event_handlers'
import { DismissFailure } from '#channels/failures/dismiss_failure'
import { ParkMessage } from '#channels/failures/park_message'
import { ReplayFailure } from '#channels/failures/replay_failure'
import { RetryFailures } from '#channels/failures/retry_failures'
import { TryAgain } from '#channels/failures/try_again'
import { EventIntake } from '#channels/intake/event_intake'
import { HandleEvent } from '#channels/intake/handle_event'
import { TakeMessage } from '#channels/intake/take_message'
import { ParkedMessages } from '#channels/parked_messages'
import { emptyDatabase } from '#tests/support/database'
import { cheerOf, messageOf, userFields } from '#tests/support/events/messages'
import { createUser, testSql } from '#tests/support/fixtures'

const CHANNEL = '4711'

test.group('What cannot be handled', (group) => {
  let handlers: ChannelEventHandlers
  let intake: EventIntake
  let take: TakeMessage
  let again: TryAgain
  let parked: ParkedMessages

  group.each.setup(async () => {
    await emptyDatabase()
    handlers = new ChannelEventHandlers()
    intake = new EventIntake({
      connectionString: env.get('DATABASE_URL'),
      log: logger,
      onStored: () => {},
    })
    const clock = new Clock()
    parked = new ParkedMessages()
    const park = new ParkMessage(parked, clock)
    take = new TakeMessage(intake, new HandleEvent(handlers), park, clock)
    again = new TryAgain(take, handlers, clock)
    return async () => {
      await parked.flush()
      await intake.stop()
    }
  })

  const failures = () => db.from('event_failures').orderBy('id')
  const failure = async () => {
    const [row] = await failures()
    return row
  }
  const log = () => db.from('channel_events').orderBy('id')
  const due = () => db.from('event_failures').update({ next_attempt_at: new Date(0) })
  const retry = async () => {
    await due()
    await new RetryFailures(again).execute()
  }

  /** Fails so often, then works; says how often it was asked. */
  function moody(times: number) {
    const asked = { count: 0 }
    handlers.on('cheer', 'moody', async () => {
      if (asked.count++ < times) throw new Error(`Not in the mood (${asked.count})`)
    })
    return asked
  }

  test('a handler that fails is asked again, and the others go on', async ({ assert }) => {
    const asked = moody(2)
    const heard: string[] = []
    handlers.on('cheer', 'sound', async ({ payload }) => {
      heard.push(payload.message)
    })

    assert.equal(await take.execute(cheerOf(CHANNEL, '1')), 'stored')
    assert.deepEqual(heard, ['Cheer100'])
    assert.lengthOf(await log(), 1)
    assert.containSubset(await failure(), {
      channel_id: CHANNEL,
      kind: 'cheer',
      handler: 'moody',
      state: 'retrying',
      reason: 'Not in the mood (1)',
      attempts: 1,
    })

    await retry()
    const second = await failure()
    assert.containSubset(second, { state: 'retrying', reason: 'Not in the mood (2)', attempts: 2 })
    assert.isAbove(Number(second.next_attempt_at), Date.now())
    await new RetryFailures(again).execute()
    assert.equal(asked.count, 2)

    await retry()
    assert.containSubset(await failure(), { state: 'done', attempts: 3, ended_by: null })
    assert.deepEqual([asked.count, heard.length], [3, 1])
  })

  test('what fails again and again is parked, and a person has it replayed', async ({ assert }) => {
    const asked = moody(10)
    await take.execute(cheerOf(CHANNEL, '1'))
    for (let turn = 0; turn < 12; turn++) await retry()
    const { id, state, attempts } = await failure()
    assert.deepEqual([state, attempts, asked.count], ['parked', 9, 9])

    const replay = new ReplayFailure(again)
    const userId = await createUser(testSql())
    await assert.rejects(
      () => replay.execute(id, 'another', userId),
      'It has been dealt with meanwhile.'
    )
    assert.equal(await replay.execute(id, CHANNEL, userId), 'Not in the mood (10)')
    assert.containSubset(await failure(), { state: 'parked', reason: 'Not in the mood (10)' })

    assert.isNull(await replay.execute(id, CHANNEL, userId))
    assert.containSubset(await failure(), { state: 'done', ended_by: userId })
    await assert.rejects(
      () => replay.execute(id, CHANNEL, userId),
      'It has been dealt with meanwhile.'
    )
  })

  test('a person may say that it need not be done', async ({ assert }) => {
    moody(99)
    await take.execute(cheerOf(CHANNEL, '1'))
    await db.from('event_failures').update({ state: 'parked' })
    const userId = await createUser(testSql())
    const { id } = await failure()
    await new DismissFailure().execute(id, CHANNEL, userId)
    assert.containSubset(await failure(), { state: 'dismissed', ended_by: userId })
    await retry()
    assert.containSubset(await failure(), { state: 'dismissed' })
  })

  test('workers of several processes do not do it twice', async ({ assert }) => {
    const asked = moody(5)
    for (const viewer of ['1', '2', '3', '4', '5']) await take.execute(cheerOf(CHANNEL, viewer))
    await due()
    await Promise.all(Array.from({ length: 4 }, () => new RetryFailures(again).execute()))
    assert.equal(asked.count, 10)
    const rows = await failures()
    assert.isTrue(rows.every(({ state, attempts }) => state === 'done' && attempts === 2))
  })

  test('a duplicate has what is missing done', async ({ assert }) => {
    const asked = moody(1)
    const cheer = cheerOf(CHANNEL, '1')
    await take.execute(cheer)
    await take.execute(cheer)
    assert.lengthOf(await log(), 1)
    assert.lengthOf(await failures(), 1)
    assert.equal(asked.count, 2)
  })

  test('a payload that misses a field is parked, not dropped', async ({ assert }) => {
    const message = messageOf('channel.follow', {
      broadcaster_user_id: CHANNEL,
      ...userFields('1'),
    })
    const outcomes = await Promise.all([
      take.execute(cheerOf(CHANNEL, '1')),
      take.execute(message),
      take.execute(cheerOf(CHANNEL, '2')),
    ])
    assert.deepEqual(outcomes, ['stored', 'parked', 'stored'])
    const { id, message: kept, ...row } = await failure()
    assert.containSubset(row, {
      channel_id: CHANNEL,
      kind: 'channel.follow',
      handler: 'normalise',
      state: 'parked',
      reason: 'followed_at should be text',
    })
    assert.containSubset(kept, { messageId: message.messageId, event: message.event.raw })

    const replay = new ReplayFailure(again)
    const userId = await createUser(testSql())
    assert.equal(await replay.execute(id, CHANNEL, userId), 'event.followed_at should be text')

    // As a new version of the app would read it.
    await db.rawQuery(
      `UPDATE event_failures SET message = jsonb_set(message, '{event,followed_at}', '"2026-10-01T20:00:00Z"')`
    )
    assert.isNull(await replay.execute(id, CHANNEL, userId))
    assert.equal((await failure()).state, 'done')
    const follows = await db.from('current_followers')
    assert.lengthOf(follows, 1)
  })

  test('so is a message of a type that nothing here uses', async ({ assert }) => {
    assert.equal(
      await take.execute(messageOf('channel.ad_break.begin', { duration_seconds: 60 })),
      'parked'
    )
    assert.containSubset(await failure(), {
      channel_id: null,
      kind: 'channel.ad_break.begin',
      reason: 'nothing here uses it',
    })
  })

  test('a flood of them is counted, and few are kept', async ({ assert }) => {
    const flood = Array.from({ length: 200 }, () => messageOf('channel.cheer', { bits: 'many' }))
    const outcomes = await Promise.all(flood.map((message) => take.execute(message)))
    assert.isTrue(outcomes.every((outcome) => outcome === 'parked'))
    await parked.flush()
    const [counted] = await db.from('parked_messages')
    assert.containSubset(counted, { kind: 'channel.cheer', count: 200 })
    // Those at once do not see each other; then there is no more room.
    const kept = await failures()
    const [size] = await testSql().run<{ bytes: number }>(
      `SELECT sum(octet_length(message::text))::int AS bytes FROM event_failures`
    )
    assert.isAtLeast(kept.length, 20)
    assert.isBelow(size.bytes, 100_000)
    await take.execute(messageOf('channel.cheer', { bits: 'more' }))
    assert.lengthOf(await failures(), kept.length)
    await take.execute(messageOf('channel.raid', {}))
    assert.lengthOf(await failures(), kept.length + 1)
  })

  test('what the database refuses is parked alone, and leaves nothing half done', async ({
    assert,
  }) => {
    const gift = messageOf('channel.subscription.gift', {
      broadcaster_user_id: CHANNEL,
      ...userFields('9'),
      is_anonymous: false,
      tier: '1000',
      total: 3_000_000_000,
    })
    const outcomes = await Promise.all([
      take.execute(cheerOf(CHANNEL, '1')),
      take.execute(gift),
      take.execute(cheerOf(CHANNEL, '2')),
    ])
    assert.deepEqual(outcomes, ['stored', 'parked', 'stored'])
    const rows = await log()
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ['cheer', 'cheer']
    )
    assert.lengthOf(await db.from('viewers').where('twitch_id', '9'), 0)
    assert.containSubset(await failure(), { handler: 'store', state: 'parked' })
  })

  test('texts that PostgreSQL cannot hold are cleaned', async ({ assert }) => {
    const message = messageOf('channel.cheer', {
      'broadcaster_user_id': CHANNEL,
      ...userFields('1'),
      'is_anonymous': false,
      'bits': 1,
      'message': 'a\u0000b\ud800c',
      'strange\u0000name': ['\udc00'],
    })
    assert.equal(await take.execute(message), 'stored')
    const [row] = await log()
    assert.equal(row.payload.message, 'ab\ufffdc')
    assert.deepEqual(row.raw_payload.strangename, ['\ufffd'])
  })

  test('only what could not be stored has to be told again', async ({ assert }) => {
    await intake.stop()
    assert.equal(await take.execute(cheerOf(CHANNEL, '1')), 'failed')
    assert.lengthOf(await log(), 0)
  })

  test('a message of more than ten minutes ago is not taken', async ({ assert }) => {
    const sentAt = new Date(Date.now() - 10 * 60_000 - 1_000)
    assert.equal(await take.execute(cheerOf(CHANNEL, '1', { sentAt })), 'too_old')
    assert.lengthOf(await log(), 0)
  })
})
