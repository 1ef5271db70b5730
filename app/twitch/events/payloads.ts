/** Somebody on Twitch. */
export interface Person {
  /** Twitch's user id. */
  id: string
  login: string
  displayName: string
}

/** What a viewer bought, as Twitch told it. */
export interface RedemptionPayload {
  redemptionId: string
  twitchRewardId: string
  rewardTitle: string
  cost: number
  viewer: Person
  input: string | null
  redeemedAt: Date
  status: 'UNFULFILLED' | 'FULFILLED' | 'CANCELED'
}

/** A reward is gone from the channel, whoever made or deleted it. */
export interface RewardRemovedPayload {
  twitchRewardId: string
  title: string
}

export interface StreamOnlinePayload {
  streamId: string
  startedAt: Date
}

export interface ChannelUpdatedPayload {
  title: string
  category: { id: string; name: string }
  language: string
}

export interface FollowPayload {
  viewer: Person
  followedAt: Date
}

/** Twitch's words for what a subscription costs. */
export const TIERS = ['1000', '2000', '3000'] as const
export type Tier = (typeof TIERS)[number]

export interface SubscriptionPayload {
  viewer: Person
  tier: Tier
  isGift: boolean
}

/** A resub that the viewer shared in chat; Twitch tells of no other. */
export interface ResubscriptionPayload {
  viewer: Person
  tier: Tier
  message: string
  cumulativeMonths: number
  /** Null when the viewer does not share it. */
  streakMonths: number | null
  durationMonths: number
}

export interface SubscriptionGiftPayload {
  /** Null when the gifter stays anonymous. */
  gifter: Person | null
  tier: Tier
  total: number
  /** All that the gifter ever gave here; null when not shared. */
  cumulativeTotal: number | null
}

export interface RolePayload {
  viewer: Person
}

export interface RaidPayload {
  from: Person
  viewers: number
}

export interface CheerPayload {
  /** Null when anonymous. */
  viewer: Person | null
  bits: number
  message: string
}

export interface ChatMessagePayload {
  chatter: Person
  messageId: string
  text: string
  badges: string[]
  /** Null when it is no cheer. */
  bits: number | null
  /** Of channels that share their chats: the one it was written in, when that is another. */
  writtenIn: string | null
}

export interface PollPayload {
  pollId: string
  title: string
  choices: { id: string; title: string; votes: number; channelPointsVotes: number }[]
  startedAt: Date
  /** When it will end, or has ended. */
  endsAt: Date
}

export interface PollEndedPayload extends PollPayload {
  status: 'completed' | 'archived' | 'terminated'
}

export interface PredictionPayload {
  predictionId: string
  title: string
  outcomes: { id: string; title: string; users: number; channelPoints: number }[]
  startedAt: Date
  /** When betting ends, or has ended; when it is over, when that was. */
  until: Date
}

export interface PredictionEndedPayload extends PredictionPayload {
  status: 'resolved' | 'canceled'
  winningOutcomeId: string | null
}

/** A person took back what the app was allowed; `person` is null when the account is gone. */
export interface AuthorizationRevokedPayload {
  userId: string
  person: Person | null
}

/** Each kind of event with what it tells. */
export interface ChannelEventPayloads {
  redemption_added: RedemptionPayload
  redemption_updated: RedemptionPayload
  reward_removed: RewardRemovedPayload
  stream_online: StreamOnlinePayload
  stream_offline: Record<string, never>
  channel_updated: ChannelUpdatedPayload
  follow: FollowPayload
  /** Inferred: Twitch tells of none. */
  unfollow: RolePayload
  subscription: SubscriptionPayload
  resubscription: ResubscriptionPayload
  subscription_gift: SubscriptionGiftPayload
  subscription_end: SubscriptionPayload
  moderator_added: RolePayload
  moderator_removed: RolePayload
  vip_added: RolePayload
  vip_removed: RolePayload
  raid: RaidPayload
  cheer: CheerPayload
  chat_message: ChatMessagePayload
  poll_began: PollPayload
  poll_progressed: PollPayload
  poll_ended: PollEndedPayload
  prediction_began: PredictionPayload
  prediction_progressed: PredictionPayload
  prediction_locked: PredictionPayload
  prediction_ended: PredictionEndedPayload
  authorization_revoked: AuthorizationRevokedPayload
}
