import { cleanText } from '#core/clean_text'
import type { ReadEvent } from '#channels/log/log_reader'
import type { ChannelFacts, Signal } from '#gamification/handlers/signals'

/** Kinds of the log that triggers may wait for. */
export const HEARD_KINDS = [
  'follow',
  'subscription',
  'resubscription',
  'subscription_gift',
  'raid',
  'cheer',
]

const MAX_NAME = 40
const MAX_MESSAGE = 200

/** An event of the log for triggers; null for what none may wait for. Payloads: docs/events.md. */
export function toChannelSignal(event: ReadEvent): Signal<'channel.event'> | null {
  const data = factsOf(event.kind, Object(event.payload))
  return data && { name: 'channel.event', at: event.createdAt, data }
}

function factsOf(kind: string, payload: Record<string, unknown>): ChannelFacts | null {
  const { viewer, message } = payload
  const facts = { viewer: nameOf(viewer), amount: 1, tier: tierOf(payload.tier), message: '' }

  switch (kind) {
    case 'follow':
      return { ...facts, what: 'follow' }
    case 'subscription':
      // Who was given one is counted with the gifts.
      return payload.isGift === true ? null : { ...facts, what: 'sub' }
    case 'resubscription': {
      const amount = numberOf(payload.cumulativeMonths)
      return { ...facts, what: 'sub', amount, message: textOf(message) }
    }
    case 'subscription_gift': {
      const amount = numberOf(payload.total)
      return { ...facts, what: 'gift', viewer: nameOf(payload.gifter), amount }
    }
    case 'raid':
      return {
        ...facts,
        what: 'raid',
        viewer: nameOf(payload.from),
        amount: numberOf(payload.viewers),
      }
    case 'cheer':
      return { ...facts, what: 'cheer', amount: numberOf(payload.bits), message: textOf(message) }
    default:
      return null
  }
}

/** Null for who stays anonymous. */
function nameOf(person: unknown): string | null {
  const { displayName } = Object(person)
  return typeof displayName === 'string' ? cleanText(displayName, MAX_NAME) : null
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : 0)
const textOf = (value: unknown) => (typeof value === 'string' ? cleanText(value, MAX_MESSAGE) : '')
/** Twitch's `1000` is tier 1. */
const tierOf = (value: unknown) => (typeof value === 'string' ? Number(value) / 1000 : null)
