import type { TwitchScope } from '#twitch/twitch_driver'

export interface WantedSubscription {
  type: string
  version: string
  /** Any one of them will do; none is needed when empty. */
  scopes: readonly TwitchScope[]
  /** Each of them is needed as well where the app listens in its own name: over webhooks and conduits. */
  appScopes: readonly TwitchScope[]
  condition: (broadcasterId: string) => Record<string, string>
}

const ofBroadcaster = (broadcasterId: string) => ({ broadcaster_user_id: broadcasterId })

const wanted = (
  type: string,
  scopes: readonly TwitchScope[] = [],
  { version = '1', condition = ofBroadcaster, appScopes = [] }: Partial<WantedSubscription> = {}
): WantedSubscription => ({ type, version, scopes, appScopes, condition })

const REDEMPTIONS: TwitchScope[] = ['channel:manage:redemptions', 'channel:read:redemptions']
const SUBSCRIBERS: TwitchScope[] = ['channel:read:subscriptions']
const MODERATORS: TwitchScope[] = ['moderation:read', 'channel:manage:moderators']
const VIPS: TwitchScope[] = ['channel:read:vips', 'channel:manage:vips']
const POLLS: TwitchScope[] = ['channel:read:polls', 'channel:manage:polls']
const PREDICTIONS: TwitchScope[] = ['channel:read:predictions', 'channel:manage:predictions']

/**
 * What can be listened to on a channel, in the groups that belong together. One
 * subscription for all rewards of a channel: the same event never comes twice by
 * two of them.
 *
 * @see https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/
 */
export const SUBSCRIPTIONS = {
  redemptions: [
    wanted('channel.channel_points_custom_reward_redemption.add', REDEMPTIONS),
    wanted('channel.channel_points_custom_reward_redemption.update', REDEMPTIONS),
    wanted('channel.channel_points_custom_reward.remove', REDEMPTIONS),
  ],
  stream: [
    wanted('stream.online'),
    wanted('stream.offline'),
    wanted('channel.update', [], { version: '2' }),
    wanted('channel.raid', [], { condition: (id) => ({ to_broadcaster_user_id: id }) }),
  ],
  followers: [
    wanted('channel.follow', ['moderator:read:followers'], {
      version: '2',
      condition: (id) => ({ broadcaster_user_id: id, moderator_user_id: id }),
    }),
  ],
  subscribers: [
    wanted('channel.subscribe', SUBSCRIBERS),
    wanted('channel.subscription.message', SUBSCRIBERS),
    wanted('channel.subscription.gift', SUBSCRIBERS),
    wanted('channel.subscription.end', SUBSCRIBERS),
  ],
  moderators: [
    wanted('channel.moderator.add', MODERATORS),
    wanted('channel.moderator.remove', MODERATORS),
  ],
  vips: [wanted('channel.vip.add', VIPS), wanted('channel.vip.remove', VIPS)],
  bits: [wanted('channel.cheer', ['bits:read'])],
  chat: [
    wanted('channel.chat.message', ['user:read:chat'], {
      appScopes: ['user:bot'],
      condition: (id) => ({ broadcaster_user_id: id, user_id: id }),
    }),
  ],
  polls: [
    wanted('channel.poll.begin', POLLS),
    wanted('channel.poll.progress', POLLS),
    wanted('channel.poll.end', POLLS),
  ],
  predictions: [
    wanted('channel.prediction.begin', PREDICTIONS),
    wanted('channel.prediction.progress', PREDICTIONS),
    wanted('channel.prediction.lock', PREDICTIONS),
    wanted('channel.prediction.end', PREDICTIONS),
  ],
} satisfies Record<string, WantedSubscription[]>
