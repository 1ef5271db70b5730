export type RevocationReason =
  | 'authorization_revoked'
  | 'user_removed'
  | 'moderator_removed'
  | 'version_removed'
  | 'notification_failures_exceeded'

export const REVOCATION_REASONS: readonly RevocationReason[] = [
  'authorization_revoked',
  'user_removed',
  'moderator_removed',
  'version_removed',
  'notification_failures_exceeded',
]

/** A receiver of its own; a shard has one of these. */
export type Receiver =
  | {
      method: 'websocket'
      sessionId: string
      connectedAt: string
      /** Set when the session has ended. */
      disconnectedAt?: string
    }
  | { method: 'webhook'; callback: string; secret: string }

export type Transport = Receiver | { method: 'conduit'; conduitId: string }

export interface Subscription {
  id: string
  clientId: string
  /** Who created it: the token's user, or null for an app token. */
  userId: string | null
  status: string
  type: string
  version: string
  condition: Record<string, string>
  cost: number
  createdAt: string
  transport: Transport
  /** Deliveries that failed in a row, webhooks only. */
  failures: number
}

/** Something that happened. `facts` are the condition fields it answers to. */
export interface Notice {
  type: string
  facts: Record<string, string>
  event: object
}

/** One delivery of a notice to one subscription. */
export interface Message {
  id: string
  type: 'notification' | 'revocation' | 'webhook_callback_verification'
  timestamp: string
  subscription: Subscription
  /** JSON of the event; empty for a revocation. */
  eventJson: string
}

/** The transport as Helix and the messages show it. Secrets stay inside. */
export function describeTransport(transport: Transport): Record<string, string> {
  switch (transport.method) {
    case 'websocket':
      return {
        method: 'websocket',
        session_id: transport.sessionId,
        connected_at: transport.connectedAt,
        ...(transport.disconnectedAt ? { disconnected_at: transport.disconnectedAt } : {}),
      }
    case 'webhook':
      return { method: 'webhook', callback: transport.callback }
    case 'conduit':
      return { method: 'conduit', conduit_id: transport.conduitId }
  }
}

export function describeSubscription(subscription: Subscription) {
  const { id, status, type, version, condition, cost, createdAt, transport } = subscription
  return {
    id,
    status,
    type,
    version,
    condition,
    created_at: createdAt,
    transport: describeTransport(transport),
    cost,
  }
}
