import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import User from '#accounts/user'
import { DeleteAccount } from '#accounts/delete_account'
import { ForgetChannels } from '#channels/forgetting/forget_channels'
import { ForgetOldEvents } from '#channels/forgetting/forget_old_events'
import { TakeMessage } from '#channels/intake/take_message'
import { emptyDatabase } from '#tests/support/database'
import { cheerOf, messageOf, userFields } from '#tests/support/events/messages'
import { createStreamer, testSql } from '#tests/support/fixtures'

async function take(...messages: ReturnType<typeof messageOf>[]) {
  const taker = await app.container.make(TakeMessage)
  await Promise.all(messages.map((message) => taker.execute(message)))
}

const count = async (table: string) => {
  const [{ total }] = await db.from(table).count('* as total')
  return Number(total)
}

test.group('What is forgotten', (group) => {
  group.each.setup(() => emptyDatabase())

  test('events older than they are to be kept go, the history stays', async ({ assert }) => {
    const follow = messageOf('channel.follow', {
      broadcaster_user_id: '4711',
      ...userFields('1'),
      followed_at: new Date().toISOString(),
    })
    await take(follow, cheerOf('4711', '1'), cheerOf('4711', '2'))
    await db.from('channel_events').update({ received_at: new Date(Date.now() - 91 * 86_400_000) })
    await take(cheerOf('4711', '3'))

    assert.isFalse(await new ForgetOldEvents(0).execute())
    assert.equal(await count('channel_events'), 4)
    assert.isFalse(await new ForgetOldEvents(90).execute())
    assert.equal(await count('channel_events'), 1)
    assert.equal(await count('current_followers'), 1)
  })

  test('how many watched goes with the events, the stream stays', async ({ assert }) => {
    await db.rawQuery(
      `WITH s AS (INSERT INTO stream_sessions (id, channel_id, started_at, start_source)
         VALUES (gen_random_uuid(), '4711', now() - interval '91 days', 'twitch.poll') RETURNING id)
       INSERT INTO stream_samples (session_id, at, viewers)
       SELECT id, now() - n * interval '30 days 1 hour', 5 FROM s, generate_series(0, 3) AS n`
    )
    await new ForgetOldEvents(90).execute()
    assert.equal(await count('stream_samples'), 3)
    assert.equal(await count('stream_sessions'), 1)
  })

  test('however much it is, little at a time', async ({ assert }) => {
    await db.rawQuery(
      `INSERT INTO channel_events (channel_id, kind, source, message_id, event_key, payload, created_at, received_at)
       SELECT '4711', 'chat_message', 'twitch.eventsub', n, n, '{}', now(), now() - interval '100 days'
       FROM generate_series(1, 4500) AS n`
    )
    const forget = new ForgetOldEvents(90)
    assert.isTrue(await forget.execute())
    assert.equal(await count('channel_events'), 2_500)
    while (await forget.execute());
    assert.equal(await count('channel_events'), 0)
  })

  test('an account takes its channel along, and no other', async ({ assert }) => {
    const mira = await createStreamer(testSql(), { name: 'Mira' })
    const tobi = await createStreamer(testSql(), { name: 'Tobi' })
    for (const { broadcasterId: channel } of [mira, tobi]) {
      const of = { broadcaster_user_id: channel, ...userFields('1') }
      await take(
        messageOf('channel.follow', { ...of, followed_at: new Date().toISOString() }),
        messageOf('channel.moderator.add', of),
        messageOf('channel.subscribe', { ...of, tier: '1000', is_gift: false }),
        messageOf('channel.subscription.gift', {
          ...of,
          is_anonymous: false,
          tier: '1000',
          total: 1,
        }),
        messageOf('stream.online', {
          broadcaster_user_id: channel,
          id: `stream-${channel}`,
          started_at: new Date().toISOString(),
        }),
        messageOf('channel.cheer', { broadcaster_user_id: channel })
      )
    }
    const tables = [
      'channel_events',
      'event_failures',
      'follower_history',
      'viewer_roles',
      'viewer_subscriptions',
      'subscription_gifts',
      'stream_sessions',
    ]
    const counts = () => Promise.all(tables.map(count))
    assert.deepEqual(await counts(), [10, 2, 2, 2, 2, 2, 2])

    const deleteAccount = await app.container.make(DeleteAccount)
    await deleteAccount.execute(await User.findOrFail(mira.id))
    // What happens there from now on is of whoever has the channel then.
    await take(cheerOf(mira.broadcasterId, '1'))
    const forget = new ForgetChannels()
    while (await forget.execute());

    assert.deepEqual(await counts(), [6, 1, 1, 1, 1, 1, 1])
    const left = await db.from('channel_events').where('channel_id', mira.broadcasterId)
    assert.deepEqual(
      left.map(({ kind }) => kind),
      ['cheer']
    )
    assert.isFalse(await forget.execute())
  })
})
