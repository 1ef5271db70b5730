import db from '@adonisjs/lucid/services/db'
import { uuidv7 } from '#core/ids'
import { onLucid, type Sql } from '#core/sql'
import { ConnectionChanged, type ConnectionState } from '#channels/connection_changed'
import type { WantedSubscription } from '#twitch/eventsub/wanted_subscriptions'

const sql = (): Sql => onLucid(db.connection())

/** Writes what a dashboard shows of a streamer's connection. */
export class ConnectionLog {
  constructor(private streamerId: string) {}

  async state(state: ConnectionState, reason: string | null = null): Promise<void> {
    await sql().run(
      `INSERT INTO eventsub_connections (streamer_id, state, reason) VALUES ($1, $2, $3)
       ON CONFLICT (streamer_id) DO UPDATE SET state = excluded.state, reason = excluded.reason,
         session_id = NULL, updated_at = now()`,
      [this.streamerId, state, reason]
    )
    await ConnectionChanged.dispatch(this.streamerId)
  }

  /** @param gapSeconds how long nothing was heard; null when nothing was missed */
  async connected(sessionId: string, gapSeconds: number | null): Promise<void> {
    await sql().run(
      `INSERT INTO eventsub_connections AS c
         (streamer_id, state, session_id, connected_at, last_message_at, last_gap_seconds, last_gap_at)
       VALUES ($1, 'connected', $2, now(), now(), $3::int, CASE WHEN $3::int IS NOT NULL THEN now() END)
       ON CONFLICT (streamer_id) DO UPDATE SET state = 'connected', reason = NULL,
         session_id = excluded.session_id, connected_at = now(), last_message_at = now(),
         last_gap_seconds = COALESCE(excluded.last_gap_seconds, c.last_gap_seconds),
         last_gap_at = COALESCE(excluded.last_gap_at, c.last_gap_at), updated_at = now()`,
      [this.streamerId, sessionId, gapSeconds]
    )
    await ConnectionChanged.dispatch(this.streamerId)
  }

  /** When something was last heard; nothing was in this process when it has just started. */
  async lastMessageAt(): Promise<Date | null> {
    const [row] = await sql().run<{ last_message_at: Date | null }>(
      'SELECT last_message_at FROM eventsub_connections WHERE streamer_id = $1',
      [this.streamerId]
    )
    return row?.last_message_at ?? null
  }

  async heard(messageAt: Date, eventAt: Date | null, types: string[]): Promise<void> {
    await sql().run(
      `UPDATE eventsub_connections SET last_message_at = $2, updated_at = now(),
         last_event_at = COALESCE($3::timestamptz, last_event_at) WHERE streamer_id = $1`,
      [this.streamerId, messageAt.toISOString(), eventAt?.toISOString() ?? null]
    )
    if (types.length > 0) {
      await sql().run(
        `UPDATE eventsub_subscriptions SET last_event_at = $3
         WHERE streamer_id = $1 AND type = ANY ($2::text[])`,
        [this.streamerId, types, eventAt?.toISOString() ?? null]
      )
    }
  }

  async subscription(
    wanted: WantedSubscription,
    broadcasterId: string,
    outcome: {
      status: 'wanted' | 'enabled' | 'refused' | 'revoked'
      reason?: string
      twitchId?: string
      cost?: number
    }
  ): Promise<void> {
    await sql().run(
      `INSERT INTO eventsub_subscriptions
         (id, streamer_id, type, version, condition, twitch_id, status, reason, cost)
       VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9)
       ON CONFLICT (streamer_id, type) DO UPDATE SET version = excluded.version,
         condition = excluded.condition, twitch_id = excluded.twitch_id, status = excluded.status,
         reason = excluded.reason, cost = excluded.cost, updated_at = now()`,
      [
        uuidv7(),
        this.streamerId,
        wanted.type,
        wanted.version,
        JSON.stringify(wanted.condition(broadcasterId)),
        outcome.twitchId ?? null,
        outcome.status,
        outcome.reason ?? null,
        outcome.cost ?? 0,
      ]
    )
    await ConnectionChanged.dispatch(this.streamerId)
  }

  async revoked(type: string, reason: string): Promise<void> {
    await sql().run(
      `UPDATE eventsub_subscriptions SET status = 'revoked', reason = $3, twitch_id = NULL,
         updated_at = now() WHERE streamer_id = $1 AND type = $2`,
      [this.streamerId, type, reason]
    )
    await ConnectionChanged.dispatch(this.streamerId)
  }
}
