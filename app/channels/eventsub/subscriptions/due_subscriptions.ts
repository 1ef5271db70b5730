import type { Sql } from '#core/sql'
import { eventsubSecret } from '#twitch/eventsub/eventsub_settings'
import type { Delivery, SubscriptionOrder } from '#twitch/api/subscriptions_api'
import type { Method } from '#channels/eventsub/transports/transport'

/** A row whose subscription has to be made now. */
export interface DueSubscription {
  id: string
  type: string
  version: string
  condition: Record<string, string>
  transport: Method
  target: string
  attempts: number
  /** Twitch's user id of the streamer; null for the installation's own. */
  broadcaster_id: string | null
}

/**
 * @param streamerIds of these streamers only; of all, and the installation's own, when null
 */
export async function dueSubscriptions(
  sql: Sql,
  methods: Method[],
  streamerIds: string[] | null,
  limit: number
): Promise<DueSubscription[]> {
  return sql.run<DueSubscription>(
    `SELECT s.id, s.type, s.version, s.condition, s.transport, s.target, s.attempts,
       a.twitch_id AS broadcaster_id
     FROM eventsub_subscriptions s LEFT JOIN twitch_accounts a ON a.user_id = s.streamer_id
     WHERE s.transport = ANY ($1::text[]) AND s.status = 'wanted' AND s.next_attempt_at <= now()
       AND s.target IS NOT NULL AND ($2::uuid[] IS NULL OR s.streamer_id = ANY ($2::uuid[]))
     ORDER BY s.next_attempt_at, s.id LIMIT $3`,
    [methods, streamerIds, limit]
  )
}

export function orderOf(row: DueSubscription): SubscriptionOrder {
  const { type, version, condition, transport, broadcaster_id: broadcasterId } = row
  return {
    type,
    version,
    condition,
    delivery: deliveryTo(transport, row.target),
    broadcasterId: transport === 'websocket' ? broadcasterId : null,
  }
}

function deliveryTo(method: Method, target: string): Delivery {
  switch (method) {
    case 'websocket':
      return { method, session_id: target }
    case 'conduit':
      return { method, conduit_id: target }
    case 'webhook':
      return { method, callback: addressOf(target), secret: eventsubSecret() }
  }
}

/** A webhook's target without the secret's fingerprint. */
export const addressOf = (target: string): string => target.replace(/#[^#]*$/, '')
