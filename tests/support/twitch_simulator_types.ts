/** Seed of one simulated Twitch user; what is left out gets Twitch's defaults. */
export interface SimulatedUser {
  id?: string
  login: string
  displayName?: string
  /** '' is a channel without channel points. */
  broadcasterType?: '' | 'affiliate' | 'partner'
  live?: boolean
  viewerCount?: number
}

export interface SimulatedClient {
  id: string
  secret: string
  redirectUris?: string[]
}

export interface TwitchSimulatorOptions {
  /** Defaults to one client, see `TwitchSimulator.clientId` and `clientSecret`. */
  clients?: SimulatedClient[]
  users?: SimulatedUser[]
  /** Starts from the demo seed (simulators/twitch/demo.json) instead of `users`. */
  demo?: boolean
  /** File that keeps the state over a restart of the simulator. */
  statePath?: string
  /** Helix points per minute; false (the default in tests) never answers 429 by itself. */
  rateLimit?: number | false
  /** Fixed port, for a restart on the same address; 0 (default) takes a free one. */
  port?: number
}

export type RedemptionStatus = 'UNFULFILLED' | 'FULFILLED' | 'CANCELED'

/** A redemption as Helix shows it, plus who settled it. */
export interface SimulatedRedemption {
  id: string
  broadcaster_id: string
  broadcaster_login: string
  user_id: string
  user_login: string
  user_name: string
  user_input: string
  status: RedemptionStatus
  redeemed_at: string
  reward: { id: string; title: string; prompt: string; cost: number }
  /** `app` through Helix, `moderator` by hand on Twitch, `twitch` by itself; null while open. */
  settled_by: 'app' | 'moderator' | 'twitch' | null
  settled_at: string | null
}

export interface RedeemOptions {
  /** Login or id. */
  broadcaster: string
  /** Id or title. */
  reward: string
  /** One viewer by login or id (created when unknown); without it `viewers` made-up ones redeem. */
  viewer?: string
  viewers?: number
  /** Redemptions per viewer, 1 by default. */
  count?: number
  input?: string
  /** Paces the redemptions instead of redeeming all at once. */
  perSecond?: number
}

export interface RedeemResult {
  /** In the order they were redeemed. */
  ids: string[]
  redemptions: { id: string; userId: string; userLogin: string; redeemedAt: string }[]
  /** What Twitch would not sell, by reason code. */
  refused: { code: string; count: number }[]
}

export interface MintedToken {
  access_token: string
  refresh_token: string | null
  expires_in: number
  scope: string[]
  token_type: 'bearer'
  user_id: string | null
}

export interface PlayOptions {
  /** Logins or ids; all affiliates and partners when neither is given. */
  broadcaster?: string
  broadcasters?: string[]
  /** The same seed on the same world plays the same. */
  seed?: number
  /** Ends after so many events (100 when `seconds` is left out too), or after so many seconds. */
  events?: number
  seconds?: number
  /** As fast as it can when left out. */
  perSecond?: number
  /** Size of the crowd, 200 by default. */
  viewers?: number
  /** Event types, or beginnings of them. */
  kinds?: string[]
}

export interface PlayResult {
  events: number
  seconds: number
  byType: Record<string, number>
  /** Of the last event, for `journal(after)`. */
  sequence: number
}

/** Something that happened on Twitch, whether or not anybody was told. */
export interface SimulatedEvent {
  sequence: number
  at: string
  type: string
  facts: Record<string, string>
  event: Record<string, unknown>
}

export interface BulkOptions {
  count: number
  /** `streamer` by default: streamer_00001 and so on. */
  prefix?: string
  /** Each gets a token with these; none when left out. */
  scopes?: string[]
  clientId?: string
  broadcasterType?: '' | 'affiliate' | 'partner'
  live?: boolean
  viewerCount?: number
}

export interface SimulatedChannelUser {
  id: string
  login: string
  displayName: string
  broadcasterType: '' | 'affiliate' | 'partner'
  live: boolean
  viewerCount: number
  token: MintedToken | null
}
