import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { StateFollowers } from '#channels/history/state_followers'
import { StateRoles } from '#channels/history/state_roles'
import { StateStreams } from '#channels/history/state_streams'
import { StateSubscribers } from '#channels/history/state_subscribers'
import { TakeMessage } from '#channels/intake/take_message'
import { emptyDatabase } from '#tests/support/database'
import { messageOf, userFields } from '#tests/support/events/messages'

const CHANNEL = '4711'
const at = (minute: number) => new Date(Date.UTC(2026, 9, 1, 20, minute))
const person = (id: string) => ({ id, login: `viewer_${id}`, displayName: `Viewer ${id}` })
const follower = (id: string, minute: number) => ({ viewer: person(id), followedAt: at(minute) })
const page = { channelId: CHANNEL, isFirst: false }

const follows = async () => {
  const rows = await db
    .from('follower_history as h')
    .join('viewers as v', 'v.id', 'h.viewer_id')
    .orderBy('h.id')
  return rows.map((row) => [row.twitch_id, row.followed_at, row.unfollowed_at, row.unfollow_source])
}
const feed = async () => {
  const rows = await db.from('channel_events').orderBy('id')
  return rows.map(({ kind, source, user_id: userId }) => [kind, source, userId])
}

test.group('What Twitch’s lists of a channel say', (group) => {
  group.each.setup(() => emptyDatabase())

  test('followers: found, still there, gone, and back after all', async ({ assert }) => {
    const state = new StateFollowers()
    const first = { ...page, isFirst: true, at: at(10) }
    await state.page({ ...first, entries: [follower('1', 1), follower('2', 2)] })
    assert.equal(await state.complete({ channelId: CHANNEL, passBeganAt: at(10) }), 0)
    assert.deepEqual(await feed(), [])

    const entries = [follower('1', 1), follower('3', 15)]
    assert.equal(await state.page({ ...page, at: at(20), entries }), 1)
    assert.equal(await state.complete({ channelId: CHANNEL, passBeganAt: at(20) }), 1)
    assert.deepEqual(await follows(), [
      ['1', at(1), null, null],
      ['2', at(2), at(20), 'inferred'],
      ['3', at(15), null, null],
    ])
    assert.deepEqual(await feed(), [
      ['follow', 'twitch.poll', '3'],
      ['unfollow', 'inferred', '2'],
    ])

    // The pages of a list move while it is read: who was missing had not left.
    await state.page({ ...page, at: at(30), entries: [follower('2', 2)] })
    assert.deepEqual(await follows(), [
      ['1', at(1), null, null],
      ['2', at(2), null, null],
      ['3', at(15), null, null],
    ])
    // Again is another follow.
    await state.page({ ...page, at: at(40), entries: [follower('1', 33)] })
    assert.deepEqual(await follows(), [
      ['1', at(1), at(33), 'inferred'],
      ['2', at(2), null, null],
      ['3', at(15), null, null],
      ['1', at(33), null, null],
    ])
  })

  test('a list tells the time of a follow less exactly than an event', async ({ assert }) => {
    const take = await app.container.make(TakeMessage)
    const state = new StateFollowers()
    // By Twitch's clock, which is ahead of ours.
    const followedAt = new Date(Math.floor(Date.now() / 1_000) * 1_000 + 1_171)
    const second = new Date(followedAt.getTime() - 171)
    const event = { ...userFields('1'), broadcaster_user_id: CHANNEL, followed_at: followedAt }
    const told = () => take.execute(messageOf('channel.follow', JSON.parse(JSON.stringify(event))))
    const listed = () =>
      state.page({
        ...page,
        at: new Date(),
        entries: [{ viewer: person('1'), followedAt: second }],
      })

    await told()
    assert.equal(await listed(), 0)
    assert.deepEqual(await follows(), [['1', followedAt, null, null]])
    await emptyDatabase()
    assert.equal(await listed(), 1)
    assert.deepEqual(await follows(), [['1', second, null, null]])
    await told()
    assert.deepEqual(await follows(), [['1', followedAt, null, null]])
  })

  test('a pass says nothing of who came while it was read', async ({ assert }) => {
    const state = new StateFollowers()
    await state.page({ ...page, at: at(21), entries: [follower('1', 20)] })
    assert.equal(await state.complete({ channelId: CHANNEL, passBeganAt: at(20) }), 0)
    assert.equal(await state.complete({ channelId: CHANNEL, passBeganAt: at(22) }), 1)
  })

  test('more leave at once than one transaction ends', async ({ assert }) => {
    const state = new StateFollowers()
    const many = Array.from({ length: 1_100 }, (_, index) => follower(String(index), 1))
    await state.page({ ...page, isFirst: true, at: at(10), entries: many })
    assert.equal(await state.complete({ channelId: CHANNEL, passBeganAt: at(20) }), 1_100)
    assert.lengthOf(await feed(), 1_100)
  })

  test('subscribers with tier and gifter, and their end', async ({ assert }) => {
    const state = new StateSubscribers()
    const plain = { tier: '1000', isGift: false, gifter: null } as const
    const entries = [
      { viewer: person('1'), ...plain },
      { viewer: person('2'), tier: '2000', isGift: true, gifter: person('9') } as const,
      { viewer: person('3'), tier: '1000', isGift: true, gifter: null } as const,
    ]
    assert.equal(await state.page({ ...page, at: at(10), entries }), 3)
    assert.equal(await state.page({ ...page, at: at(20), entries: entries.slice(0, 2) }), 0)
    assert.equal(await state.complete({ channelId: CHANNEL, passBeganAt: at(15) }), 1)

    const rows = await db
      .from('viewer_subscriptions as s')
      .join('viewers as v', 'v.id', 's.viewer_id')
      .leftJoin('viewers as g', 'g.id', 's.gifter_id')
      .orderBy('v.twitch_id')
      .select('v.twitch_id', 's.*', 'g.login as gifter')
    assert.containSubset(rows, [
      { twitch_id: '1', tier: '1000', is_gift: false, started_at: at(10), ended_at: null },
      { twitch_id: '2', tier: '2000', is_gift: true, gifter: 'viewer_9', seen_at: at(20) },
      { twitch_id: '3', is_gift: true, gifter: null, ended_at: at(15), end_source: 'inferred' },
    ])
    assert.deepEqual((await feed()).at(-1), ['subscription_end', 'inferred', '3'])
  })

  test('moderators and VIPs do not mix', async ({ assert }) => {
    const state = new StateRoles()
    await state.page('moderator', { ...page, at: at(1), entries: [person('1'), person('2')] })
    await state.page('vip', { ...page, at: at(1), entries: [person('1')] })
    assert.equal(await state.complete('vip', { channelId: CHANNEL, passBeganAt: at(5) }), 1)

    const rows = await db.from('current_roles')
    assert.deepEqual(
      rows.map(({ role }) => role),
      ['moderator', 'moderator']
    )
    assert.deepEqual((await feed()).at(-1), ['vip_removed', 'inferred', '1'])
  })

  test('a stream that is found, goes on, ends and was the same after all', async ({ assert }) => {
    const state = new StateStreams()
    const stream = { streamId: 's1', startedAt: at(1), title: 'The Keep', category: 'D&D' }
    const live = [{ channelId: CHANNEL, stream }]
    const sessions = () => db.from('stream_sessions').orderBy('started_at')

    await state.execute(at(2), live)
    await state.execute(at(3), [{ channelId: CHANNEL, stream: { ...stream, title: 'The Well' } }])
    const [first] = await sessions()
    assert.containSubset(first, {
      twitch_stream_id: 's1',
      started_at: at(1),
      ended_at: null,
      title: 'The Well',
      category: 'D&D',
    })

    await state.execute(at(4), [{ channelId: CHANNEL, stream: null }])
    await state.execute(at(5), [{ channelId: CHANNEL, stream: null }])
    const [ended] = await sessions()
    assert.deepEqual([ended.ended_at, ended.end_source], [at(4), 'inferred'])

    await state.execute(at(6), live)
    const again = await sessions()
    assert.lengthOf(again, 1)
    assert.deepEqual([again[0].id, again[0].ended_at], [first.id, null])
    assert.deepEqual(await feed(), [
      ['stream_online', 'twitch.poll', null],
      ['stream_offline', 'inferred', null],
    ])
  })
})
