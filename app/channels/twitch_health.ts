import db from '@adonisjs/lucid/services/db'
import { onLucid, type Sql } from '#core/sql'
import type { ChannelEventKind } from '#twitch/events/channel_event'
import { wantedSubscriptions } from '#channels/features/channel_features'
import type { ConnectionState } from '#channels/connection_changed'
import type { Method } from '#channels/eventsub/transports/transport'

export interface SubscriptionHealth {
  type: string
  /** `pending`: Twitch has yet to ask for the proof that our address is ours. */
  status: 'wanted' | 'pending' | 'enabled' | 'refused' | 'revoked'
  /** By which transport it is there, or is being made; null when neither. */
  transport: Method | null
  reason: string | null
  lastEventAt: Date | null
  /** Of Twitch's allowance; 0 for a streamer who has signed in. */
  cost: number
  /** One of these permissions is needed and none was given; empty when all is well. */
  missingScopes: string[]
}

/** How long nobody had listened, until when, and what of it stays unknown. */
export interface GapHealth {
  seconds: number
  at: Date
  /** Kinds of events of which Twitch keeps no list. */
  unlistedKinds: ChannelEventKind[]
}

export interface TwitchHealthReport {
  /** Of the tokens: `refused` and `revoked` mean that the streamer has to consent again. */
  account: 'valid' | 'refused' | 'revoked' | 'none'
  transport: Method | null
  state: ConnectionState | 'none'
  reason: string | null
  connectedAt: Date | null
  lastMessageAt: Date | null
  lastEventAt: Date | null
  lastGap: GapHealth | null
  missingScopes: string[]
  subscriptions: SubscriptionHealth[]
}

interface Row {
  account: TwitchHealthReport['account'] | null
  account_reason: string | null
  scopes: string[] | null
  features: string[]
  transport: Method | null
  state: ConnectionState | null
  reason: string | null
  connected_at: Date | null
  last_message_at: Date | null
  last_event_at: Date | null
  last_gap_seconds: number | null
  last_gap_at: Date | null
  last_gap_unlisted: ChannelEventKind[] | null
}

interface SubscriptionRow {
  type: string
  status: SubscriptionHealth['status']
  transport: Method
  reason: string | null
  last_event_at: Date | null
  missing_scope: string | null
  cost: number
}

/** What a streamer is shown of the connection to Twitch: every wanted subscription with its state. */
export class TwitchHealth {
  async of(streamerId: string): Promise<TwitchHealthReport> {
    const sql = onLucid(db.connection())
    const row = await connection(sql, streamerId)
    const subscriptions = subscriptionHealth(
      await subscriptionRows(sql, streamerId),
      row?.features ?? [],
      row?.scopes ?? []
    )

    return {
      account: row?.account ?? 'none',
      transport: row?.transport ?? null,
      state: row?.state ?? 'none',
      reason: row?.reason ?? row?.account_reason ?? null,
      connectedAt: row?.connected_at ?? null,
      lastMessageAt: row?.last_message_at ?? null,
      lastEventAt: row?.last_event_at ?? null,
      lastGap: row ? lastGap(row) : null,
      missingScopes: [...new Set(subscriptions.flatMap((one) => one.missingScopes))],
      subscriptions,
    }
  }
}

async function connection(sql: Sql, streamerId: string): Promise<Row | undefined> {
  const [row] = await sql.run<Row>(
    `SELECT a.state AS account, a.state_reason AS account_reason, a.scopes,
       ARRAY(SELECT f.feature FROM channel_features f WHERE f.streamer_id = u.id) AS features,
       s.transport, s.state, s.reason, s.connected_at, s.last_message_at, s.last_event_at,
       s.last_gap_seconds, s.last_gap_at, s.last_gap_unlisted
     FROM (SELECT $1::uuid AS id) u
     LEFT JOIN twitch_accounts a ON a.user_id = u.id
     LEFT JOIN eventsub_states s ON s.streamer_id = u.id`,
    [streamerId]
  )
  return row
}

/** While one transport takes over from another, what is there already counts. */
async function subscriptionRows(sql: Sql, streamerId: string): Promise<SubscriptionRow[]> {
  return sql.run<SubscriptionRow>(
    `SELECT DISTINCT ON (type) type, status, transport, reason, cost, missing_scope,
       max(last_event_at) OVER (PARTITION BY type) AS last_event_at
     FROM eventsub_subscriptions WHERE streamer_id = $1
     ORDER BY type, status = 'enabled' DESC, updated_at DESC`,
    [streamerId]
  )
}

function lastGap({ last_gap_seconds: seconds, last_gap_at: at, last_gap_unlisted }: Row) {
  return at && seconds !== null ? { seconds, at, unlistedKinds: last_gap_unlisted ?? [] } : null
}

function subscriptionHealth(
  rows: SubscriptionRow[],
  features: string[],
  scopes: string[]
): SubscriptionHealth[] {
  return wantedSubscriptions(features).map(({ type, scopes: accepted }) => {
    const row = rows.find((one) => one.type === type)
    const isAllowed = accepted.length === 0 || accepted.some((scope) => scopes.includes(scope))
    return {
      type,
      status: row?.status ?? 'wanted',
      transport: row?.transport ?? null,
      reason: row?.reason ?? null,
      lastEventAt: row?.last_event_at ?? null,
      cost: row?.cost ?? 0,
      missingScopes: isAllowed ? [row?.missing_scope ?? []].flat() : accepted.slice(0, 1),
    }
  })
}
