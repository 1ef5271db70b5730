import { json } from '../http/reply.ts'
import type { Hub } from '../eventsub/hub.ts'
import type { User } from '../world/model.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import { describeUser } from './people_routes.ts'
import { helixReward } from '../acts/reward_events.ts'
import { describeRedemption } from './shop_routes.ts'
import { describeShard } from '../eventsub/conduits.ts'
import { describeSubscription } from '../eventsub/model.ts'

const SHOWN_REDEMPTIONS = 60
const SHOWN_CHAT = 12

/** The whole truth for tests, and the part of it that the page shows. No secret is in either. */
export function stateRoutes(router: Router, world: World, hub: Hub): void {
  const sessions = () =>
    hub.sockets.all().map((session) => ({
      id: session.id,
      connectedAt: session.connectedAt,
      keepaliveSeconds: session.keepaliveSeconds,
      owner: session.owner,
      messagesSent: session.messagesSent,
    }))
  const subscriptions = () =>
    hub.subscriptions.all().map((subscription) => ({
      ...describeSubscription(subscription),
      clientId: subscription.clientId,
      userId: subscription.userId,
    }))
  const tokens = () =>
    world.tokens.access().map(({ clientId, userId, scopes, expiresAt }) => ({
      clientId,
      login: userId === null ? null : (world.users.byId(userId)?.login ?? null),
      scopes,
      expiresAt: world.clock.stamp(expiresAt),
    }))

  router.on('GET', '/control/state', () =>
    json({
      users: world.users.all().map((user) => describeUser(world, user)),
      rewards: world.rewards
        .all()
        .map((reward) => ({ ...helixReward(world, reward), client_id: reward.clientId })),
      redemptions: [...world.redemptions.all()].map((item) => describeRedemption(world, item)),
      subscriptions: subscriptions(),
      conduits: hub.conduits
        .all()
        .map(({ id, shards }) => ({ id, shards: shards.map(describeShard) })),
      sockets: sessions(),
      tokens: tokens(),
      authorizations: world.tokens.grants(),
    })
  )

  router.on('GET', '/control/view', ({ query }) => {
    const users = world.users.all()
    const streamers = users.filter(
      (user) => user.broadcasterType !== '' || world.channels.of(user.id).stream !== null
    )
    const chosen = world.users.find(query.get('broadcaster') ?? '') ?? streamers[0]
    return json({
      channels: streamers.map((user) => describeUser(world, user)),
      viewers: users.map(({ id, login, displayName }) => ({ id, login, displayName })),
      channel: chosen ? channelView(world, chosen) : null,
      sockets: hub.sockets.all().length,
      subscriptions: hub.subscriptions.all().filter(({ status }) => status === 'enabled').length,
    })
  })
}

function channelView(world: World, user: User) {
  const { community, redemptions, wallets } = world
  const all = redemptions.ofBroadcaster(user.id)
  const totals = { UNFULFILLED: 0, FULFILLED: 0, CANCELED: 0 }
  for (const { status } of all) totals[status] += 1
  return {
    ...describeUser(world, user),
    title: world.channels.of(user.id).title,
    followers: community.followers.of(user.id).size,
    subscribers: community.subscribers.of(user.id).size,
    totals,
    pointsAreLimited: wallets.startingPoints !== null,
    rewards: world.rewards.of(user.id).map((reward) => ({
      ...helixReward(world, reward),
      ours: reward.clientId !== null,
      open: redemptions.openCount(reward.id),
    })),
    redemptions: all
      .slice(-SHOWN_REDEMPTIONS)
      .reverse()
      .map((item) => describeRedemption(world, item)),
    chat: world
      .chat(user.id)
      .slice(-SHOWN_CHAT)
      .map((line) => ({ ...line, name: world.users.byId(line.userId)?.displayName ?? '?' })),
  }
}
