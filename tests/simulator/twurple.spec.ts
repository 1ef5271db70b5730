import { test } from '@japa/runner'
import type { ApiClient } from '@twurple/api'
import { exchangeCode, getTokenInfo, type RefreshingAuthProvider } from '@twurple/auth'
import { appClient, pointTwurpleAt, userClient } from '#tests/support/conformance/twurple_clients'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { EventSubClient } from '#tests/support/eventsub_client'
import {
  freshChannel,
  type SimulatedChannel,
  startSimulator,
} from '#tests/support/simulated_channel'

const { clientId, clientSecret } = TwitchSimulator

test.group('Twitch simulator | @twurple as an independent client', (group) => {
  let simulator: TwitchSimulator
  let context: SimulatedChannel
  let api: ApiClient
  let auth: RefreshingAuthProvider
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
    auth = client.auth
  })

  test('the code flow signs a user in', async ({ assert }) => {
    const redirect = 'http://127.0.0.1:3333/callback'
    const query = new URLSearchParams({
      client_id: clientId,
      redirect_uri: redirect,
      response_type: 'code',
      scope: 'bits:read',
      login: 'vera',
    })
    const answer = await fetch(`${simulator.url}/auth/authorize?${query}`, { redirect: 'manual' })
    const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
    const token = await exchangeCode(clientId, clientSecret, code, redirect)
    const info = await getTokenInfo(token.accessToken, clientId)
    assert.equal(info.userName, 'vera')
    assert.deepEqual(info.scopes, ['bits:read'])
  })

  test('an expired token is refreshed unasked, and the new pair is told', async ({ assert }) => {
    const told: string[] = []
    auth.onRefresh((userId) => told.push(userId))
    await simulator.control('POST', '/tokens/expire', { login: 'mira' })
    assert.deepEqual(await api.channelPoints.getCustomRewards(mira), [])
    assert.deepEqual(told, [mira])
  })

  test('a refused refresh is an error, not a loop', async ({ assert }) => {
    await simulator.control('POST', '/tokens/expire', { login: 'mira' })
    await simulator.control('POST', '/faults/tokens', { refuseRefresh: 1 })
    await assert.rejects(() => api.channelPoints.getCustomRewards(mira))
  })

  test('rewards are made, changed and deleted', async ({ assert }) => {
    const made = await api.channelPoints.createCustomReward(mira, {
      title: 'Crit',
      cost: 100,
      prompt: 'Invert it',
      backgroundColor: '#00ff00',
      globalCooldown: 60,
      maxRedemptionsPerUserPerStream: 2,
    })
    assert.equal(made.globalCooldown, 60)
    assert.equal(made.maxRedemptionsPerUserPerStream, 2)
    assert.isNull(made.maxRedemptionsPerStream)
    const changed = await api.channelPoints.updateCustomReward(mira, made.id, {
      isPaused: true,
      globalCooldown: null,
    })
    assert.isTrue(changed.isPaused)
    assert.isNull(changed.globalCooldown)
    await assert.rejects(
      () => api.channelPoints.createCustomReward(mira, { title: 'Crit', cost: 1 }),
      /CREATE_CUSTOM_REWARD_DUPLICATE_REWARD/
    )
    await api.channelPoints.deleteCustomReward(mira, made.id)
    assert.deepEqual(await api.channelPoints.getCustomRewards(mira, true), [])
  })

  test('redemptions are listed over pages and settled', async ({ assert }) => {
    const { id } = await api.channelPoints.createCustomReward(mira, { title: 'Crit', cost: 100 })
    const { ids } = await simulator.redeem({ broadcaster: 'mira', reward: 'Crit', viewers: 120 })
    const all = await api.channelPoints
      .getRedemptionsForBroadcasterPaginated(mira, id, 'UNFULFILLED', {})
      .getAll()
    assert.deepEqual(
      all.map((redemption) => redemption.id),
      ids
    )
    const refunded = await api.channelPoints.updateRedemptionStatusByIds(
      mira,
      id,
      ids.slice(0, 10),
      'CANCELED'
    )
    assert.isTrue(refunded.every(({ isCanceled }) => isCanceled))
    await assert.rejects(
      () => api.channelPoints.updateRedemptionStatusByIds(mira, id, ids.slice(0, 1), 'FULFILLED'),
      /404/
    )
    const again = await api.channelPoints.getRedemptionById(mira, id, ids[0] ?? '')
    assert.isTrue(again?.isCanceled)
  })

  test('users, streams and channels', async ({ assert }) => {
    await simulator.control('POST', '/viewers', { broadcaster: 'mira', viewerCount: 321 })
    const user = await api.users.getUserByName('mira')
    assert.equal(user?.broadcasterType, 'affiliate')
    const stream = await api.streams.getStreamByUserId(mira)
    assert.equal(stream?.viewers, 321)
    assert.equal(stream?.type, 'live')
    assert.isNull(await api.streams.getStreamByUserName('vera'))
    await api.channels.updateChannelInfo(mira, { title: 'Session 13' })
    const channel = await api.channels.getChannelInfoById(mira)
    assert.equal(channel?.title, 'Session 13')
  })

  test('followers, subscribers, moderators and VIPs', async ({ assert }) => {
    const broadcaster = 'mira'
    for (let n = 0; n < 30; n += 1) {
      await simulator.control('POST', '/follow', { broadcaster, viewer: `fan_${n}` })
    }
    await simulator.control('POST', '/gift', {
      broadcaster,
      gifter: 'vera',
      total: 3,
      tier: '2000',
    })
    await simulator.control('POST', '/moderators', { broadcaster, viewer: 'vera' })
    const followers = await api.channels.getChannelFollowersPaginated(mira).getAll()
    assert.lengthOf(followers, 30)
    assert.equal(followers[0]?.userName, 'fan_29')
    const subscriptions = await api.subscriptions.getSubscriptions(mira)
    assert.equal(subscriptions.total, 3)
    assert.equal(subscriptions.points, 6)
    assert.containsSubset(
      subscriptions.data.map(({ isGift, gifterName, tier }) => ({ isGift, gifterName, tier })),
      [{ isGift: true, gifterName: 'vera', tier: '2000' }]
    )
    const vera = await api.users.getUserByName('vera')
    const moderators = await api.moderation.getModerators(mira)
    assert.lengthOf(moderators.data, 1)
    const vips = () => api.channels.getVipsPaginated(mira).getAll()
    await api.channels.addVip(mira, vera?.id ?? '')
    const [vip] = await vips()
    assert.equal(vip?.name, 'vera')
    await api.channels.removeVip(mira, vera?.id ?? '')
    assert.lengthOf(await vips(), 0)
  })

  test('polls, predictions and chat', async ({ assert }) => {
    const poll = await api.polls.createPoll(mira, {
      title: 'Next?',
      choices: ['Fight', 'Talk'],
      duration: 60,
    })
    await simulator.control('POST', '/polls/vote', {
      broadcaster: 'mira',
      choice: 'Talk',
      votes: 7,
    })
    const ended = await api.polls.endPoll(mira, poll.id)
    assert.equal(ended.status, 'TERMINATED')
    assert.equal(ended.choices.find(({ title }) => title === 'Talk')?.totalVotes, 7)

    const prediction = await api.predictions.createPrediction(mira, {
      title: 'Crit?',
      outcomes: ['Yes', 'No'],
      autoLockAfter: 30,
    })
    const bet = { broadcaster: 'mira', viewer: 'vera', outcome: 'Yes', points: 50 }
    await simulator.control('POST', '/predictions/bet', bet)
    const yes = prediction.outcomes[0]?.id ?? ''
    const resolved = await api.predictions.resolvePrediction(mira, prediction.id, yes)
    assert.equal(resolved.status, 'RESOLVED')
    assert.equal(resolved.outcomes[0]?.totalChannelPoints, 50)

    const sent = await api.chat.sendChatMessage(mira, 'Inverted!')
    assert.isTrue(sent.isSent)
    const chat = await simulator.control<{ data: { text: string }[] }>('GET', '/chat')
    assert.deepEqual(
      chat.data.map(({ text }) => text),
      ['Inverted!']
    )

    await simulator.control('POST', '/faults/chat', { withheld: 1, message: 'Slow down' })
    await assert.rejects(() => api.chat.sendChatMessage(mira, 'Again!'), /dropped: Slow down/)
    const healed = await api.chat.sendChatMessage(mira, 'Again!')
    assert.isTrue(healed.isSent)
  })

  test('EventSub subscriptions over a socket', async ({ assert }) => {
    const { client, sessionId } = await EventSubClient.connect(simulator.url)
    const transport = { method: 'websocket' as const, session_id: sessionId }
    const made = await api.eventSub.subscribeToChannelRedemptionAddEvents(mira, transport)
    assert.equal(made.status, 'enabled')
    await api.eventSub.subscribeToChannelFollowEvents(mira, transport)
    const listed = await api.eventSub.getSubscriptionsForUser(mira)
    assert.equal(listed.total, 2)
    assert.equal(listed.maxTotalCost, 10)
    await simulator.control('POST', '/follow', { broadcaster: 'mira', viewer: 'vera' })
    const [frame] = await client.some('channel.follow', 1)
    assert.equal(frame?.payload.event?.user_login, 'vera')
    await made.unsubscribe()
    const left = await api.eventSub.getSubscriptionsForUser(mira)
    assert.equal(left.total, 1)
    await client.close()
  })

  test('conduits with a socket as shard', async ({ assert }) => {
    const app = appClient()
    const conduit = await app.eventSub.createConduit(2)
    const { client, sessionId } = await EventSubClient.connect(simulator.url)
    const [shard] = await app.eventSub.updateConduitShards(conduit.id, [
      { id: '0', transport: { method: 'websocket', session_id: sessionId } },
    ])
    assert.equal(shard?.status, 'enabled')
    const transport = { method: 'conduit' as const, conduit_id: conduit.id }
    await app.eventSub.subscribeToChannelFollowEvents(mira, transport)
    await simulator.control('POST', '/follow', { broadcaster: 'mira', viewer: 'vera' })
    await client.some('channel.follow', 1)
    const shards = await conduit.getShards()
    assert.lengthOf(shards.data, 1)
    await client.close()
    await conduit.delete()
    assert.lengthOf(await app.eventSub.getConduits(), 0)
  })
})
