import { test } from '@japa/runner'
import type { ApiClient } from '@twurple/api'
import { dataOf, statusOf } from '#tests/support/helix_client'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'
import { pointTwurpleAt, userClient } from '#tests/support/conformance/twurple_clients'
import {
  freshChannel,
  type SimulatedChannel,
  startSimulator,
} from '#tests/support/simulated_channel'

test.group('Twitch simulator | lists of people', (group) => {
  let simulator: TwitchSimulator
  let context: SimulatedChannel
  let api: ApiClient
  let mira: string

  group.setup(async () => {
    simulator = await startSimulator()
    const restore = pointTwurpleAt(simulator)
    return async () => {
      restore()
      await simulator.stop()
    }
  })

  group.each.setup(async () => {
    context = await freshChannel(simulator)
    mira = context.mira.userId
    const client = await userClient(simulator)
    api = client.api
  })

  const fill = (counts: object) =>
    simulator.control('POST', '/fill', { broadcaster: 'mira', ...counts })

  const distinct = (ids: string[]) => new Set(ids).size

  test('@twurple reads {list} to the end, page by page')
    .with([
      {
        list: 'followers',
        read: () => api.channels.getChannelFollowersPaginated(mira).getAll(),
      },
      {
        list: 'subscribers',
        read: () => api.subscriptions.getSubscriptionsPaginated(mira).getAll(),
      },
      { list: 'moderators', read: () => api.moderation.getModeratorsPaginated(mira).getAll() },
      { list: 'vips', read: () => api.channels.getVipsPaginated(mira).getAll() },
    ])
    .run(async ({ assert }, { list, read }) => {
      await fill({ [list]: 250 })
      await simulator.control('DELETE', '/counters')
      const people: { userId?: string; id?: string }[] = await read()
      assert.equal(distinct(people.map(({ userId, id }) => userId ?? id ?? '')), 250)
      const { calls } = await simulator.control<{ calls: Record<string, { count: number }> }>(
        'GET',
        '/counters'
      )
      const counts = Object.entries(calls).filter(([call]) => !call.includes('/users'))
      assert.deepEqual(
        counts.map(([, { count }]) => count),
        [3]
      )
    })

  test('@twurple reads chatters and live streams to the end', async ({ assert }) => {
    await fill({ chatters: 1200 })
    const chatters = await api.asUser(mira, (as) => as.chat.getChattersPaginated(mira).getAll())
    assert.equal(distinct(chatters.map(({ userId }) => userId)), 1200)
    await simulator.bulk({ count: 230, live: true, viewerCount: 7 })
    const streams = await api.streams.getStreamsPaginated({}).getAll()
    assert.equal(distinct(streams.map(({ userId }) => userId)), 231)
    const users = await simulator.control<{ data: { id: string }[] }>('GET', '/users')
    const ids = users.data.map(({ id }) => id).slice(0, 100)
    assert.lengthOf(await api.users.getUsersByIds(ids), 100)
  })

  test('a page has 20 unless asked, 100 at most; chat 100 and 1,000', async ({ assert }) => {
    await fill({ followers: 120, chatters: 120 })
    const { own } = context
    const moderated = { ...own, moderator_id: mira }
    const sizes = async (path: string, query: Record<string, string>) =>
      (await dataOf(context.mira.get(path, query))).length
    assert.equal(await sizes('channels/followers', own), 20)
    assert.equal(await sizes('channels/followers', { ...own, first: '100' }), 100)
    assert.equal(
      await statusOf(context.mira.get('channels/followers', { ...own, first: '101' })),
      400
    )
    assert.equal(await sizes('chat/chatters', moderated), 100)
    assert.equal(await sizes('chat/chatters', { ...moderated, first: '1000' }), 120)
    const broken = { ...own, after: 'not-a-cursor' }
    assert.equal(await statusOf(context.mira.get('channels/followers', broken)), 400)
  })

  test('who comes and goes between two pages shifts nobody else', async ({ assert }) => {
    await fill({ followers: 60 })
    const first = await context.mira.get('channels/followers', { ...context.own, first: '30' })
    const seen = first.body.data.map(({ user_login: login }) => login)
    const goes = { broadcaster: 'mira', viewer: String(seen[3]) }
    await simulator.control('POST', '/unfollow', goes)
    await simulator.control('POST', '/follow', { broadcaster: 'mira', viewer: 'newcomer' })
    const after = first.body.pagination.cursor ?? ''
    const rest = await context.mira.get('channels/followers', {
      ...context.own,
      first: '100',
      after,
    })
    const all = [...seen, ...rest.body.data.map(({ user_login: login }) => login)]
    assert.lengthOf(all, 60)
    assert.equal(new Set(all).size, 60)
    assert.equal(rest.body.total, 60)
  })

  test('some are looked up by id in any list', async ({ assert }) => {
    await fill({ followers: 30, subscribers: 30, moderators: 30, vips: 30 })
    const { data } = await simulator.control<{ data: { id: string; login: string }[] }>(
      'GET',
      '/users'
    )
    const ids = data.filter(({ login }) => login.startsWith('fan_')).map(({ id }) => id)
    const wanted = { ...context.own, user_id: ids.slice(3, 5) }
    const paths = ['channels/followers', 'subscriptions', 'moderation/moderators', 'channels/vips']
    for (const path of paths) {
      const found = await dataOf(context.mira.get(path, wanted))
      assert.sameMembers(
        found.map(({ user_id: id }) => id),
        ids.slice(3, 5)
      )
    }
  })

  test('a subscription says who gave it; an anonymous gift names Twitch’s own account', async ({
    assert,
  }) => {
    const gift = { broadcaster: 'mira', tier: '3000' }
    await simulator.control('POST', '/subscribe', { broadcaster: 'mira', viewer: 'payer' })
    await simulator.control('POST', '/gift', { ...gift, gifter: 'vera', recipients: ['lucky'] })
    await simulator.control('POST', '/gift', { ...gift, recipients: ['luckier'] })
    const { body } = await context.mira.get('subscriptions', context.own)
    assert.containsSubset(body, { total: 3, points: 13 })
    const gifts = body.data.map((item) => [item.user_login, item.is_gift, item.gifter_login])
    assert.deepEqual(gifts, [
      ['luckier', true, 'ananonymousgifter'],
      ['lucky', true, 'vera'],
      ['payer', false, ''],
    ])
    assert.equal(body.data[0]?.gifter_id, '274598607')
  })

  test('gifts of one viewer add up', async ({ assert }) => {
    const gift = (total: number, more: object = { gifter: 'vera' }) =>
      simulator.control('POST', '/gift', { broadcaster: 'mira', total, ...more })
    await gift(3)
    await gift(5, {})
    await gift(2)
    const data = (await simulator.journal()).filter(
      ({ type }) => type === 'channel.subscription.gift'
    )
    assert.deepEqual(
      data.map(({ event }) => [event.total, event.cumulative_total]),
      [
        [3, 3],
        [5, null],
        [2, 5],
      ]
    )
  })

  test('chatters are for moderators with the scope', async ({ assert }) => {
    await simulator.control('POST', '/chatters', { broadcaster: 'mira', viewer: 'lurker' })
    await simulator.control('POST', '/chat', {
      broadcaster: 'mira',
      viewer: 'vera',
      message: 'Hi',
    })
    const vera = await context.signIn('vera')
    const asVera = { ...context.own, moderator_id: vera.userId }
    assert.equal(await statusOf(vera.get('chat/chatters', asVera)), 403)
    await simulator.control('POST', '/moderators', { broadcaster: 'mira', viewer: 'vera' })
    const present = await dataOf(vera.get('chat/chatters', asVera))
    assert.deepEqual(
      present.map(({ user_login: login }) => login),
      ['lurker', 'vera']
    )
    const asMira = { ...context.own, moderator_id: mira }
    assert.equal(await statusOf(vera.get('chat/chatters', asMira)), 401)
    const narrow = await context.signIn('vera', ['moderator:read:followers'])
    assert.equal(await statusOf(narrow.get('chat/chatters', asVera)), 401)
    await simulator.control('POST', '/chatters', {
      broadcaster: 'mira',
      viewer: 'lurker',
      present: false,
    })
    assert.lengthOf(await dataOf(vera.get('chat/chatters', asVera)), 1)
  })

  test('{path} needs its scope and the broadcaster’s own token')
    .with([{ path: 'subscriptions' }, { path: 'moderation/moderators' }, { path: 'channels/vips' }])
    .run(async ({ assert }, { path }) => {
      const { own, signIn } = context
      assert.equal(await statusOf((await signIn('mira', ['bits:read'])).get(path, own)), 401)
      assert.equal(await statusOf((await signIn('vera')).get(path, own)), 401)
      assert.equal(await statusOf((await signIn()).get(path, own)), 401)
      assert.equal(await statusOf(context.mira.get(path, own)), 200)
    })
})
