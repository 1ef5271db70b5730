import type { TwitchScope } from '#twitch/twitch_driver'

/**
 * What a streamer must allow for rewards to be sold and settled. Asked for when
 * they join a campaign, never at a plain sign-in.
 */
export const STREAMER_SCOPES: TwitchScope[] = ['channel:manage:redemptions']
