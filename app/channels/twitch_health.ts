import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { wantedSubscriptions } from '#channels/features/channel_features'
import { STALE_SECONDS } from '#channels/eventsub_part'
import type { ConnectionState } from '#channels/connection_changed'

export interface SubscriptionHealth {
  type: string
  status: 'wanted' | 'enabled' | 'refused' | 'revoked'
  reason: string | null
  lastEventAt: Date | null
  /** One of these permissions is needed and none was given; empty when all is well. */
  missingScopes: string[]
}

export interface TwitchHealthReport {
  /** Of the tokens: `refused` and `revoked` mean that the streamer has to consent again. */
  account: 'valid' | 'refused' | 'revoked' | 'none'
  state: ConnectionState | 'none'
  reason: string | null
  connectedAt: Date | null
  lastMessageAt: Date | null
  lastEventAt: Date | null
  lastGap: { seconds: number; at: Date } | null
  missingScopes: string[]
  subscriptions: SubscriptionHealth[]
}

interface Row {
  account: TwitchHealthReport['account'] | null
  account_reason: string | null
  scopes: string[] | null
  state: ConnectionState | null
  reason: string | null
  connected_at: Date | null
  last_message_at: Date | null
  last_event_at: Date | null
  last_gap_seconds: number | null
  last_gap_at: Date | null
}

interface SubscriptionRow {
  type: string
  status: SubscriptionHealth['status']
  reason: string | null
  last_event_at: Date | null
}

/** What a streamer is shown of the connection to Twitch: every wanted subscription with its state. */
export class TwitchHealth {
  async of(streamerId: string): Promise<TwitchHealthReport> {
    const sql = onLucid(db.connection())
    const [row] = await sql.run<Row>(
      `SELECT a.state AS account, a.state_reason AS account_reason, a.scopes,
         CASE WHEN c.state = 'connected' AND c.last_message_at < now() - make_interval(secs => $2)
              THEN 'reconnecting' ELSE c.state END AS state, c.reason,
         c.connected_at, c.last_message_at, c.last_event_at, c.last_gap_seconds, c.last_gap_at
       FROM (SELECT $1::uuid AS id) u
       LEFT JOIN twitch_accounts a ON a.user_id = u.id
       LEFT JOIN eventsub_connections c ON c.streamer_id = u.id`,
      [streamerId, STALE_SECONDS]
    )
    const rows = await sql.run<SubscriptionRow>(
      'SELECT type, status, reason, last_event_at FROM eventsub_subscriptions WHERE streamer_id = $1',
      [streamerId]
    )
    const subscriptions = subscriptionHealth(rows, row?.scopes ?? [])

    return {
      account: row?.account ?? 'none',
      state: row?.state ?? 'none',
      reason: row?.reason ?? row?.account_reason ?? null,
      connectedAt: row?.connected_at ?? null,
      lastMessageAt: row?.last_message_at ?? null,
      lastEventAt: row?.last_event_at ?? null,
      lastGap:
        row?.last_gap_at && row.last_gap_seconds !== null
          ? { seconds: row.last_gap_seconds, at: row.last_gap_at }
          : null,
      missingScopes: [...new Set(subscriptions.flatMap((one) => one.missingScopes))],
      subscriptions,
    }
  }
}

function subscriptionHealth(rows: SubscriptionRow[], scopes: string[]): SubscriptionHealth[] {
  return wantedSubscriptions([]).map(({ type, scopes: accepted }) => {
    const row = rows.find((one) => one.type === type)
    const isAllowed = accepted.length === 0 || accepted.some((scope) => scopes.includes(scope))
    return {
      type,
      status: row?.status ?? 'wanted',
      reason: row?.reason ?? null,
      lastEventAt: row?.last_event_at ?? null,
      missingScopes: isAllowed ? [] : accepted.slice(0, 1),
    }
  })
}
