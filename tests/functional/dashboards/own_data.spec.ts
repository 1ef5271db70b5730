import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { transact } from '#core/transact'
import User from '#accounts/user'
import { forgetMentions } from '#channels/forgetting/forget_viewer'
import { StateFollowers } from '#channels/history/state_followers'
import { StateRoles } from '#channels/history/state_roles'
import { StateSubscribers } from '#channels/history/state_subscribers'
import { TakeMessage } from '#channels/intake/take_message'
import { RedemptionIntake } from '#redemptions/redemption_intake'
import { emptyDatabase } from '#tests/support/database'
import { messageOf } from '#tests/support/events/messages'
import {
  createStage,
  createStreamer,
  testSql,
  type TestStage,
  type TestStreamer,
} from '#tests/support/fixtures'
import { purchase } from '#tests/functional/ledger/support'

test.group('What is kept of a viewer', (group) => {
  let stage: TestStage
  let nyx: TestStreamer
  let user: User

  group.each.setup(async () => {
    await emptyDatabase()
    stage = await createStage(testSql())
    nyx = await createStreamer(testSql(), { name: 'Nyx', account: { scopes: '{}' } })
    user = await User.findOrFail(nyx.id)
  })

  const fields = (id: string, login: string) => ({
    broadcaster_user_id: stage.streamer.broadcasterId,
    user_id: id,
    user_login: login,
    user_name: login,
  })
  const asNyx = () => fields(nyx.broadcasterId, 'nyx')

  async function take(type: string, event: object) {
    const taker = await app.container.make(TakeMessage)
    return taker.execute(messageOf(type, event))
  }

  async function redeem() {
    const intake = await app.container.make(RedemptionIntake)
    const one = purchase(stage.reward, {
      viewer: { twitchId: nyx.broadcasterId, login: 'nyx', displayName: 'Nyx' },
      userInput: 'For Nyx!',
    })
    await intake.take(one)
    return one.redemptionId
  }

  /** Follows, redeems, gives, and is answered by somebody else. */
  async function live() {
    await take('channel.follow', { ...asNyx(), followed_at: '2026-10-01T20:00:00.123Z' })
    await take('channel.vip.add', asNyx())
    await take('channel.cheer', { ...asNyx(), is_anonymous: false, bits: 5, message: 'Hi' })
    await take('channel.subscription.gift', {
      ...asNyx(),
      is_anonymous: false,
      tier: '1000',
      total: 1,
    })
    await take('channel.subscribe', { ...fields('7', 'kip'), tier: '1000', is_gift: true })
    await take('channel.chat.message', {
      broadcaster_user_id: stage.streamer.broadcasterId,
      chatter_user_id: '7',
      chatter_user_login: 'kip',
      chatter_user_name: 'Kip',
      message_id: 'chat-1',
      message: { text: 'thanks' },
      badges: [],
      reply: { parent_user_id: nyx.broadcasterId, parent_user_login: 'nyx' },
    })
    await take('channel.cheer', { ...asNyx(), bits: 'broken' })
    return redeem()
  }

  test('can be taken along', async ({ client, assert }) => {
    const redemptionId = await live()
    const response = await client.get('/points/data.json').loginAs(user)
    response.assertStatus(200)
    assert.match(response.header('content-disposition') ?? '', /attachment/)
    const data = JSON.parse(response.text())
    assert.containSubset(data, {
      viewer: [{ twitchId: nyx.broadcasterId, login: 'nyx' }],
      redemptions: [{ id: redemptionId, input: 'For Nyx!', state: 'counted' }],
      follows: [{ channel: stage.streamer.login, from: '2026-10-01T20:00:00.123Z', to: null }],
      giftsGiven: [{ total: 1 }],
      roles: [{ role: 'vip' }],
    })
    assert.sameMembers(
      data.events.map(({ kind }: { kind: string }) => kind),
      ['follow', 'vip_added', 'cheer', 'subscription_gift']
    )
  })

  test('is nothing before the first deed', async ({ client, assert }) => {
    const missing = await client.get('/points/data.json').loginAs(user)
    missing.assertStatus(404)
    const page = await client.get('/points').loginAs(user).withInertia()
    assert.isFalse(page.body().props.isKnown)
  })

  const erase = (
    client: Parameters<Parameters<typeof test>[1] & {}>[0]['client'],
    confirmation: string
  ) =>
    client.delete('/points/data').loginAs(user).withCsrfToken().json({ confirmation }).redirects(0)

  test('is not erased by a slip', async ({ client, assert }) => {
    await live()
    await erase(client, 'yes')
    assert.lengthOf(await db.from('viewers').where('twitch_id', nyx.broadcasterId), 1)
  })

  test('is erased everywhere, and the points stay accounted for', async ({ client, assert }) => {
    const redemptionId = await live()
    const response = await erase(client, 'ERASE')
    response.assertStatus(302)
    while (await transact(forgetMentions));

    const [viewer] = await db.from('viewers').where('login', 'erased')
    assert.containSubset(viewer, { user_id: null, is_hidden: true })
    assert.isNotNull(viewer.erased_at)
    const [redemption] = await db.from('redemptions').where('id', redemptionId)
    assert.containSubset(redemption, { state: 'counted', user_input: null, viewer_id: viewer.id })
    for (const table of ['follower_history', 'viewer_roles']) {
      assert.lengthOf(await db.from(table), 0)
    }
    const [given] = await db.from('viewer_subscriptions')
    assert.containSubset(given, { is_gift: true, gifter_id: null })

    // Nowhere is the name, or the id by which it could be found.
    for (const table of [
      'viewers',
      'channel_events',
      'event_failures',
      'parked_messages',
      'redemptions',
    ]) {
      const [{ found }] = await testSql().run<{ found: number }>(
        `SELECT count(*)::int AS found FROM ${table} t
         WHERE to_jsonb(t)::text LIKE '%"' || $1 || '"%' OR to_jsonb(t)::text ~* 'nyx'`,
        [nyx.broadcasterId]
      )
      assert.equal(found, 0, table)
    }
    assert.lengthOf(await db.from('channel_events').where('kind', 'chat_message'), 1)
    assert.lengthOf(await db.from('viewer_mentions'), 0)
  })

  test('and starts anew with what is done afterwards', async ({ client, assert }) => {
    const old = await live()
    await erase(client, 'ERASE')
    const fresh = await redeem()
    await take('channel.vip.add', asNyx())

    const page = await client.get('/points').loginAs(user).withInertia()
    const { points } = page.body().props
    assert.deepEqual(
      points.lines.map(({ id }: { id: string }) => id),
      [fresh]
    )
    const rows = await db.from('redemptions').whereIn('id', [old, fresh])
    assert.notEqual(rows[0].viewer_id, rows[1].viewer_id)
    assert.lengthOf(await db.from('current_roles'), 1)
  })

  test('who still follows is met anew on Twitch’s lists, with nothing from before', async ({
    client,
    assert,
  }) => {
    await live()
    await take('channel.subscribe', { ...asNyx(), tier: '1000', is_gift: false })
    await take('channel.vip.remove', asNyx())
    await erase(client, 'ERASE')
    const [old] = await db.from('viewers').where('login', 'erased')

    const passBeganAt = new Date()
    const at = new Date(passBeganAt.getTime() + 1_000)
    const viewer = { id: nyx.broadcasterId, login: 'nyx', displayName: 'Nyx' }
    const end = { channelId: stage.streamer.broadcasterId, passBeganAt }
    const page = { channelId: end.channelId, at, isFirst: false }
    const followedAt = new Date('2026-10-01T20:00:00Z')
    await new StateFollowers().page({ ...page, entries: [{ viewer, followedAt }] })
    await new StateFollowers().complete(end)
    const subscriber = { viewer, tier: '1000' as const, isGift: false, gifter: null }
    await new StateSubscribers().page({ ...page, entries: [subscriber] })
    await new StateSubscribers().complete(end)
    await new StateRoles().complete('vip', end)

    const [fresh] = await db.from('viewers').where('twitch_id', nyx.broadcasterId)
    assert.notEqual(fresh.id, old.id)
    const source = 'twitch.poll'
    const follows = await db.from('follower_history')
    assert.lengthOf(follows, 1)
    assert.containSubset(follows[0], {
      viewer_id: fresh.id,
      followed_at: followedAt,
      follow_source: source,
    })
    const subscriptions = await db.from('viewer_subscriptions').where('viewer_id', fresh.id)
    assert.lengthOf(subscriptions, 1)
    assert.containSubset(subscriptions[0], { started_at: at, start_source: source })
    assert.lengthOf(await db.from('viewer_roles'), 0)

    // The log has what was found on the lists, and neither what was nor an end of it.
    const told = await db
      .from('channel_events')
      .where('user_id', nyx.broadcasterId)
      .orderBy('id')
      .select('kind', 'source')
    assert.deepEqual(told, [
      { kind: 'follow', source },
      { kind: 'subscription', source },
    ])
    assert.lengthOf(await db.from('channel_events').whereIn('kind', ['unfollow', 'vip_removed']), 0)
    const { points } = (await client.get('/points').loginAs(user).withInertia()).body().props
    assert.lengthOf(points.lines, 0)
  })

  test('what Twitch tells of an old redemption brings no name back', async ({ client, assert }) => {
    const redemptionId = await live()
    await erase(client, 'ERASE')
    const intake = await app.container.make(RedemptionIntake)
    const settled = purchase(stage.reward, {
      redemptionId,
      viewer: { twitchId: nyx.broadcasterId, login: 'nyx', displayName: 'Nyx' },
      status: 'CANCELED',
    })
    await intake.take(settled)
    assert.lengthOf(await db.from('viewers').where('twitch_id', nyx.broadcasterId), 0)
    const [row] = await db.from('redemptions').where('id', redemptionId)
    assert.equal(row.state, 'refunded')
  })
})
