/** What each of Twitch's subscriptions tells, for a streamer. */
const WORDS = new Map([
  ['channel.channel_points_custom_reward_redemption.add', 'Redemptions'],
  ['channel.channel_points_custom_reward_redemption.update', 'Settled redemptions'],
  ['channel.channel_points_custom_reward.remove', 'Deleted rewards'],
  ['stream.online', 'The stream begins'],
  ['stream.offline', 'The stream ends'],
  ['channel.update', 'Title and category'],
  ['channel.raid', 'Raids'],
  ['channel.follow', 'New followers'],
  ['channel.subscribe', 'New subscribers'],
  ['channel.subscription.message', 'Resubscriptions'],
  ['channel.subscription.gift', 'Gifts'],
  ['channel.subscription.end', 'Subscriptions that end'],
  ['channel.moderator.add', 'New moderators'],
  ['channel.moderator.remove', 'Former moderators'],
  ['channel.vip.add', 'New VIPs'],
  ['channel.vip.remove', 'Former VIPs'],
  ['channel.cheer', 'Cheers'],
  ['channel.chat.message', 'Chat'],
  ['channel.poll.begin', 'Polls begin'],
  ['channel.poll.progress', 'Votes'],
  ['channel.poll.end', 'Polls end'],
  ['channel.prediction.begin', 'Predictions begin'],
  ['channel.prediction.progress', 'Bets'],
  ['channel.prediction.lock', 'Bets are closed'],
  ['channel.prediction.end', 'Predictions end'],
])

/** One that has no words yet is called as Twitch calls it. */
export const subscriptionName = (type: string): string => WORDS.get(type) ?? type
