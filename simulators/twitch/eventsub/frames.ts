import { randomUUID } from 'node:crypto'
import { describeSubscription, type Message } from './model.ts'

export interface SessionPayload {
  id: string
  status: 'connected' | 'reconnecting'
  connected_at: string
  keepalive_timeout_seconds: number | null
  reconnect_url: string | null
  recovery_url: null
}

function metadata(type: string, timestamp: string): Record<string, string> {
  return { message_id: randomUUID(), message_type: type, message_timestamp: timestamp }
}

export function sessionFrame(
  type: 'session_welcome' | 'session_reconnect',
  timestamp: string,
  session: SessionPayload
): string {
  return JSON.stringify({ metadata: metadata(type, timestamp), payload: { session } })
}

export function keepaliveFrame(timestamp: string): string {
  return JSON.stringify({ metadata: metadata('session_keepalive', timestamp), payload: {} })
}

/** Joined by hand: the event is serialised once for all its subscriptions. */
export function messageFrame(message: Message): string {
  const { subscription } = message
  const head = JSON.stringify({
    message_id: message.id,
    message_type: message.type,
    message_timestamp: message.timestamp,
    subscription_type: subscription.type,
    subscription_version: subscription.version,
  })
  return `{"metadata":${head},"payload":${messageBody(message)}}`
}

/** The payload, which is also the body of a webhook. */
export function messageBody(message: Message): string {
  const about = JSON.stringify(describeSubscription(message.subscription))
  const event = message.eventJson ? `,"event":${message.eventJson}` : ''
  return `{"subscription":${about}${event}}`
}
