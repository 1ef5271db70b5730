import type { TwitchScope } from '#twitch/twitch_driver'

export interface WantedSubscription {
  type: string
  version: string
  /** Any one of them will do; none is needed when empty. */
  scopes: TwitchScope[]
  condition: (broadcasterId: string) => Record<string, string>
}

const ofBroadcaster = (broadcasterId: string) => ({ broadcaster_user_id: broadcasterId })
const REDEMPTIONS: TwitchScope[] = ['channel:manage:redemptions', 'channel:read:redemptions']

/**
 * What is listened to on every streamer's channel. One subscription for all
 * rewards of a channel: the same event never comes twice by two of them.
 */
export const WANTED_SUBSCRIPTIONS: WantedSubscription[] = [
  {
    type: 'channel.channel_points_custom_reward_redemption.add',
    version: '1',
    scopes: REDEMPTIONS,
    condition: ofBroadcaster,
  },
  {
    type: 'channel.channel_points_custom_reward_redemption.update',
    version: '1',
    scopes: REDEMPTIONS,
    condition: ofBroadcaster,
  },
  { type: 'stream.online', version: '1', scopes: [], condition: ofBroadcaster },
  { type: 'stream.offline', version: '1', scopes: [], condition: ofBroadcaster },
]
