/** What a viewer bought, as Twitch told it. */
export interface RedemptionPayload {
  redemptionId: string
  twitchRewardId: string
  rewardTitle: string
  cost: number
  viewer: { id: string; login: string; displayName: string }
  input: string | null
  redeemedAt: Date
  status: 'UNFULFILLED' | 'FULFILLED' | 'CANCELED'
}

export interface StreamOnlinePayload {
  streamId: string
  startedAt: Date
}

/** Each kind of event with what it tells. */
export interface ChannelEventPayloads {
  redemption_added: RedemptionPayload
  redemption_updated: RedemptionPayload
  stream_online: StreamOnlinePayload
  stream_offline: Record<string, never>
}

export type ChannelEventKind = keyof ChannelEventPayloads

interface Envelope<Kind extends ChannelEventKind> {
  /** Of the message; the same event may come under two. */
  id: string
  source: 'twitch.eventsub' | 'twitch.poll' | 'inferred'
  kind: Kind
  /** Of our payload, not of Twitch's subscription. */
  version: number
  createdAt: Date
  receivedAt: Date
  /** Twitch's id of the broadcaster. */
  channelId: string
  /** Twitch's id of the viewer it is about, if it is about one. */
  userId: string | null
  payload: ChannelEventPayloads[Kind]
  /** Exactly what came. */
  rawPayload: Record<string, unknown>
}

/** Something that happened on a channel, in the app's own words. */
export type ChannelEvent = { [Kind in ChannelEventKind]: Envelope<Kind> }[ChannelEventKind]
export type ChannelEventOf<Kind extends ChannelEventKind> = Extract<ChannelEvent, { kind: Kind }>
