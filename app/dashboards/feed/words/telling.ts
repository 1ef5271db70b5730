import type { ChannelEventKind } from '#twitch/events/channel_event'
import type { ChannelEventPayloads, Person, Tier } from '#twitch/events/payloads'

/** A payload as the log gives it back: times are texts. */
type Stored<Value> = Value extends Date
  ? string
  : Value extends readonly (infer Item)[]
    ? Stored<Item>[]
    : Value extends object
      ? { [Name in keyof Value]: Stored<Value[Name]> }
      : Value

export type StoredPayload<Kind extends ChannelEventKind> = Stored<ChannelEventPayloads[Kind]>

/** An event for a person to read. */
export interface Telling {
  /** Null when it is about nobody; `anonymous` stays so. */
  who: Person | 'anonymous' | null
  /** Goes on after the name; a sentence of its own without one. */
  what: string
  /** What was written, word for word. */
  quote?: string | null
}

export type Words<Kind extends ChannelEventKind = ChannelEventKind> = {
  [One in Kind]: (payload: StoredPayload<One>) => Telling
}

export const TIER_WORDS: Record<Tier, string> = {
  '1000': 'tier 1',
  '2000': 'tier 2',
  '3000': 'tier 3',
}

export const many = (count: number, one: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : `${one}s`}`

export const points = (count: number) => many(count, 'point')
