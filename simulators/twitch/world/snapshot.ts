import type { World } from './world.ts'
import type { Hub } from '../eventsub/hub.ts'
import type { Conduit } from '../eventsub/conduits.ts'
import type { Subscription } from '../eventsub/model.ts'
import type { Channel, Redemption, Reward, Subscriber, User } from './model.ts'

const VERSION = 1

type Members<T> = [string, [string, T][]][]

/** What survives a restart. Sockets do not, as they do not on Twitch. */
export interface Snapshot {
  version: number
  users: User[]
  channels: Channel[]
  rewards: (Omit<Reward, 'soldPerUser'> & { soldPerUser: [string, number][] })[]
  redemptions: Redemption[]
  balances: [string, number][]
  followers: Members<string>
  subscribers: Members<Subscriber>
  moderators: Members<string>
  vips: Members<string>
  /** Files of earlier simulators lack these two. */
  chatters?: Members<string>
  gifts?: Members<number>
  tokens: ReturnType<World['tokens']['save']>
  subscriptions: Subscription[]
  conduits: Conduit[]
}

export function takeSnapshot(world: World, hub: Hub): Snapshot {
  const { community } = world
  return {
    version: VERSION,
    users: world.users.all(),
    channels: world.channels.all(),
    rewards: world.rewards
      .all()
      .map((reward) => ({ ...reward, soldPerUser: [...reward.soldPerUser] })),
    redemptions: [...world.redemptions.all()],
    balances: world.wallets.entries(),
    followers: community.followers.entries(),
    subscribers: community.subscribers.entries(),
    moderators: community.moderators.entries(),
    vips: community.vips.entries(),
    chatters: community.chatters.entries(),
    gifts: community.gifts.entries(),
    tokens: world.tokens.save(),
    subscriptions: hub.subscriptions
      .all()
      .filter(({ transport }) => transport.method !== 'websocket'),
    conduits: hub.conduits.all(),
  }
}

/** @throws Error when the file is of another version */
export function restoreSnapshot(world: World, hub: Hub, snapshot: Snapshot): void {
  if (snapshot.version !== VERSION) throw new Error('the state file is of another version')
  for (const user of snapshot.users) world.users.restore(user)
  for (const channel of snapshot.channels) world.channels.restore(channel)
  for (const reward of snapshot.rewards) {
    world.rewards.add({ ...reward, soldPerUser: new Map(reward.soldPerUser) })
  }
  for (const redemption of snapshot.redemptions) world.redemptions.add(redemption)
  world.wallets.restore(snapshot.balances)
  world.community.followers.restore(snapshot.followers)
  world.community.subscribers.restore(snapshot.subscribers)
  world.community.moderators.restore(snapshot.moderators)
  world.community.vips.restore(snapshot.vips)
  world.community.chatters.restore(snapshot.chatters ?? [])
  world.community.gifts.restore(snapshot.gifts ?? [])
  world.tokens.restore(snapshot.tokens)
  for (const subscription of snapshot.subscriptions) hub.subscriptions.add(subscription)
  for (const conduit of snapshot.conduits) {
    hub.conduits.restore(conduit)
    for (const shard of conduit.shards) {
      if (shard.transport?.method === 'websocket') shard.status = 'websocket_disconnected'
    }
  }
}
