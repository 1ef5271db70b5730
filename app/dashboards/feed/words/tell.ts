import type { ChannelEventKind } from '#twitch/events/channel_event'
import { communityWords } from '#dashboards/feed/words/community'
import { questionWords } from '#dashboards/feed/words/questions'
import { streamWords } from '#dashboards/feed/words/stream'
import type { StoredPayload, Telling, Words } from '#dashboards/feed/words/telling'

const WORDS: Words = { ...communityWords, ...streamWords, ...questionWords }

/** Of the payloads that the words are made for. */
const VERSION = 1

export interface StoredEvent<Kind extends ChannelEventKind = ChannelEventKind> {
  kind: Kind
  version: number
  payload: StoredPayload<Kind>
}

/** An event as a person reads it; one of another version of the app is still named. */
export function tell<Kind extends ChannelEventKind>(event: StoredEvent<Kind>): Telling {
  const { kind, version, payload } = event

  return version === VERSION && Object.hasOwn(WORDS, kind)
    ? WORDS[kind](payload)
    : { who: null, what: `Something this version cannot tell of: ${kind.replaceAll('_', ' ')}` }
}
