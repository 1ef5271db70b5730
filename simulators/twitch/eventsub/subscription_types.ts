/**
 * What Twitch demands of a subscription. `scopes` lists alternatives, one is enough; `authority`
 * is the condition field that names the user who must have granted it.
 */
export interface SubscriptionType {
  version: string
  required: string[]
  optional: string[]
  scopes: string[]
  authority: string
  webhookOnly: boolean
  /** An app token acts as a bot in the chat: the user must allow that, and so must the broadcaster. */
  asBot: boolean
}

const broadcaster = (version: string, ...scopes: string[]): SubscriptionType => ({
  version,
  required: ['broadcaster_user_id'],
  optional: [],
  scopes,
  authority: 'broadcaster_user_id',
  webhookOnly: false,
  asBot: false,
})

const user = (...scopes: string[]): SubscriptionType => ({
  ...broadcaster('1', ...scopes),
  required: ['user_id'],
  authority: 'user_id',
})

const client = (): SubscriptionType => ({
  ...broadcaster('1'),
  required: ['client_id'],
  authority: '',
  webhookOnly: true,
})

const redemptions = ['channel:read:redemptions', 'channel:manage:redemptions']
const rewards = broadcaster('1', ...redemptions)
const ofReward = { ...rewards, optional: ['reward_id'] }
const subscriptions = broadcaster('1', 'channel:read:subscriptions')
const moderators = broadcaster('1', 'moderation:read')
const vips = broadcaster('1', 'channel:read:vips', 'channel:manage:vips')
const polls = broadcaster('1', 'channel:read:polls', 'channel:manage:polls')
const predictions = broadcaster('1', 'channel:read:predictions', 'channel:manage:predictions')

const POINTS = 'channel.channel_points_custom_reward'

export const SUBSCRIPTION_TYPES = new Map<string, SubscriptionType>([
  [`${POINTS}.add`, rewards],
  [`${POINTS}.update`, ofReward],
  [`${POINTS}.remove`, ofReward],
  [`${POINTS}_redemption.add`, ofReward],
  [`${POINTS}_redemption.update`, ofReward],
  [
    'channel.follow',
    {
      ...broadcaster('2', 'moderator:read:followers'),
      required: ['broadcaster_user_id', 'moderator_user_id'],
      authority: 'moderator_user_id',
    },
  ],
  ['channel.subscribe', subscriptions],
  ['channel.subscription.message', subscriptions],
  ['channel.subscription.gift', subscriptions],
  ['channel.subscription.end', subscriptions],
  ['channel.moderator.add', moderators],
  ['channel.moderator.remove', moderators],
  ['channel.vip.add', vips],
  ['channel.vip.remove', vips],
  ['channel.update', broadcaster('2')],
  ['stream.online', broadcaster('1')],
  ['stream.offline', broadcaster('1')],
  [
    'channel.raid',
    {
      ...broadcaster('1'),
      required: [],
      optional: ['to_broadcaster_user_id', 'from_broadcaster_user_id'],
      authority: '',
    },
  ],
  ['channel.cheer', broadcaster('1', 'bits:read')],
  [
    'channel.chat.message',
    { ...user('user:read:chat'), required: ['broadcaster_user_id', 'user_id'], asBot: true },
  ],
  ['channel.poll.begin', polls],
  ['channel.poll.progress', polls],
  ['channel.poll.end', polls],
  ['channel.prediction.begin', predictions],
  ['channel.prediction.progress', predictions],
  ['channel.prediction.lock', predictions],
  ['channel.prediction.end', predictions],
  ['user.update', user()],
  ['user.authorization.grant', client()],
  ['user.authorization.revoke', client()],
  [
    'drop.entitlement.grant',
    {
      ...client(),
      required: ['organization_id'],
      optional: ['category_id', 'campaign_id'],
    },
  ],
  ['conduit.shard.disabled', { ...client(), optional: ['conduit_id'], webhookOnly: false }],
])
