export type BroadcasterType = '' | 'affiliate' | 'partner'
export type RedemptionStatus = 'UNFULFILLED' | 'FULFILLED' | 'CANCELED'
export type Settler = 'app' | 'moderator' | 'twitch'
export type Tier = '1000' | '2000' | '3000'

export interface User {
  id: string
  login: string
  displayName: string
  broadcasterType: BroadcasterType
  createdAt: string
  color: string
}

export interface Channel {
  broadcasterId: string
  title: string
  categoryId: string
  categoryName: string
  language: string
  tags: string[]
  viewerCount: number
  stream: { id: string; startedAt: string } | null
}

/** A limit that Twitch keeps together with its own switch. */
export interface Limit {
  enabled: boolean
  value: number
}

/** What a client may say about a reward. */
export interface RewardDraft {
  title: string
  prompt: string
  cost: number
  backgroundColor: string
  isEnabled: boolean
  isPaused: boolean
  isUserInputRequired: boolean
  skipsQueue: boolean
  maxPerStream: Limit
  maxPerUserPerStream: Limit
  globalCooldown: Limit
}

export interface Reward extends RewardDraft {
  id: string
  broadcasterId: string
  /** Null for a reward made by hand on Twitch: no client may manage it. */
  clientId: string | null
  cooldownUntil: number | null
  soldThisStream: number
  soldPerUser: Map<string, number>
}

export interface Redemption {
  id: string
  /** Grows with every redemption: the order of the queue and the cursor of its pages. */
  sequence: number
  broadcasterId: string
  userId: string
  userInput: string
  status: RedemptionStatus
  redeemedAt: string
  reward: { id: string; title: string; prompt: string; cost: number }
  settledBy: Settler | null
  settledAt: string | null
}

export interface Subscriber {
  userId: string
  tier: Tier
  gifterId: string | null
  isGift: boolean
  months: number
  since: string
}

export interface ChatMessage {
  id: string
  broadcasterId: string
  userId: string
  text: string
  sentAt: string
}
