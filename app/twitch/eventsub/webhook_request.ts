import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { Fields } from '#twitch/fields'
import {
  type RawMessage,
  readNotification,
  readRevocation,
  type Revocation,
} from '#twitch/eventsub/frame'

const SIGNATURE = /^sha256=[0-9a-f]{64}$/i

/** What Twitch says of a request in its headers. */
export interface WebhookHead {
  messageId: string
  type: string
  timestamp: string
  signature: string
}

/** A subscription, or a shard of a conduit, whose receiver is to prove that it wants it. */
export interface Challenge {
  challenge: string
  subscriptionId: string
  type: string
  condition: Record<string, unknown>
  /** Of a shard: the conduit it belongs to. */
  conduitId: string | null
}

export type WebhookRequest =
  | { type: 'notification'; message: RawMessage; condition: Record<string, unknown> }
  | { type: 'challenge'; challenge: Challenge }
  | { type: 'revocation'; revocation: Revocation }
  | { type: 'unknown'; kind: string }

/** Null when one of them is missing. */
export function readHead(headers: IncomingHttpHeaders): WebhookHead | null {
  const messageId = headers['twitch-eventsub-message-id']
  const type = headers['twitch-eventsub-message-type']
  const timestamp = headers['twitch-eventsub-message-timestamp']
  const signature = headers['twitch-eventsub-message-signature']
  const isComplete =
    typeof messageId === 'string' &&
    typeof type === 'string' &&
    typeof timestamp === 'string' &&
    typeof signature === 'string' &&
    SIGNATURE.test(signature)
  return isComplete ? { messageId, type, timestamp, signature } : null
}

/**
 * Whether Twitch has signed this, with our secret, over the id, the time and the body byte by byte. Takes
 * the same time wherever the signatures differ.
 */
export function isSigned(head: WebhookHead, body: Buffer, key: KeyObject): boolean {
  const expected = createHmac('sha256', key)
    .update(head.messageId + head.timestamp)
    .update(body)
    .digest()
  return timingSafeEqual(expected, Buffer.from(head.signature.slice('sha256='.length), 'hex'))
}

/** @throws MalformedData when it is not what its type says */
export function readRequest(head: WebhookHead, body: Buffer): WebhookRequest {
  const payload = Fields.parse(body.toString('utf8'))
  switch (head.type) {
    case 'notification': {
      const about = { messageId: head.messageId, sentAt: new Date(head.timestamp) }
      const message = readNotification(about, payload)
      return { type: 'notification', message, condition: readCondition(payload).raw }
    }
    case 'webhook_callback_verification':
      return { type: 'challenge', challenge: readChallenge(payload) }
    case 'revocation':
      return { type: 'revocation', revocation: readRevocation(payload) }
    default:
      return { type: 'unknown', kind: head.type }
  }
}

function readChallenge(payload: Fields): Challenge {
  const subscription = payload.object('subscription')
  const condition = readCondition(payload)
  const transport = subscription.has('transport')
    ? subscription.object('transport')
    : new Fields({})
  return {
    challenge: payload.id('challenge'),
    subscriptionId: subscription.id('id'),
    type: subscription.id('type'),
    condition: condition.raw,
    conduitId:
      transport.optionalString('conduit_id') ?? condition.optionalString('conduit_id') ?? null,
  }
}

function readCondition(payload: Fields): Fields {
  const subscription = payload.object('subscription')
  return subscription.has('condition') ? subscription.object('condition') : new Fields({})
}
