/** What to do about a refusal beyond what its own sentence says, and where. */
export type Advice = {
  sentence: string | null
  link: { label: string; href: string } | null
}

const ON_TWITCH = {
  label: 'Rewards on Twitch',
  href: 'https://dashboard.twitch.tv/viewer-rewards/channel-points/rewards',
}
const CONSENT = {
  label: 'Connect again',
  href: '/auth/twitch/redirect?for=streamer&return=/dashboard',
}
const RECONNECT: Advice = { sentence: null, link: CONSENT }

/** By `rewards.failure_code`, which is the kind of a TwitchError. */
const ADVICE: Record<string, Advice> = {
  too_many_rewards: { sentence: null, link: ON_TWITCH },
  duplicate_title: { sentence: null, link: ON_TWITCH },
  not_affiliate: { sentence: 'Try again once Twitch has made you an affiliate.', link: null },
  not_ours: { sentence: 'Delete it on Twitch by hand.', link: ON_TWITCH },
  forbidden: { sentence: 'Look whether Twitch shows a warning for your channel.', link: ON_TWITCH },
  invalid: { sentence: 'Ask your game master to change its title or text.', link: null },
  not_connected: RECONNECT,
  unauthorized: RECONNECT,
  missing_scope: RECONNECT,
}

/** Of those left out, Twitch is asked again without anybody doing something. */
export function adviceOn(code: string): Advice {
  return ADVICE[code] ?? { sentence: null, link: null }
}
