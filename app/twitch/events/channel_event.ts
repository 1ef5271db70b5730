import type { ChannelEventPayloads } from '#twitch/events/payloads'

export type ChannelEventKind = keyof ChannelEventPayloads

export type EventSource = 'twitch.eventsub' | 'twitch.poll' | 'inferred'

/** Something that happened on a channel, in the app's own words. */
export interface Envelope<Kind extends ChannelEventKind = ChannelEventKind> {
  /** Of the message; the same event may come under two. */
  id: string
  source: EventSource
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
  /** Exactly what came; null when nothing did, as for what was inferred. */
  rawPayload: Record<string, unknown> | null
}

/** Any of them; narrowed by its kind. */
export type ChannelEvent = { [Kind in ChannelEventKind]: Envelope<Kind> }[ChannelEventKind]

/** What one kind of event is about: the part of its envelope that its own fields say. */
export type ChannelFact = {
  [Kind in ChannelEventKind]: Pick<Envelope<Kind>, 'kind' | 'channelId' | 'userId' | 'payload'>
}[ChannelEventKind]
