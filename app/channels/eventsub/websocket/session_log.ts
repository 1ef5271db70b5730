import db from '@adonisjs/lucid/services/db'
import { onLucid, type Sql } from '#core/sql'
import { ConnectionChanged, type ConnectionState } from '#channels/connection_changed'
import { type Gap, recordGap } from '#channels/eventsub/record_gap'

const sql = (): Sql => onLucid(db.connection())

/**
 * While another transport takes over, the row is that of whichever is connected: the chosen one has it
 * as soon as it is, the other one no more from then on.
 */
const KEEP = `
  WITH before AS MATERIALIZED (
    SELECT state, reason, transport FROM eventsub_connections WHERE streamer_id = $1
  ), kept AS (
    INSERT INTO eventsub_connections AS c
      (streamer_id, transport, state, reason, session_id, connected_at, last_message_at)
    VALUES ($1, 'websocket', $2, $3, $4, CASE WHEN $2 = 'connected' THEN now() END,
      CASE WHEN $2 = 'connected' THEN now() END)
    ON CONFLICT (streamer_id) DO UPDATE SET transport = 'websocket', state = excluded.state,
      reason = excluded.reason, session_id = excluded.session_id,
      connected_at = COALESCE(excluded.connected_at, c.connected_at),
      last_message_at = COALESCE(excluded.last_message_at, c.last_message_at), updated_at = now()
    WHERE c.transport = 'websocket' OR ($5 AND (excluded.state = 'connected' OR c.state <> 'connected'))
    RETURNING 1
  )
  INSERT INTO connection_history (streamer_id, transport, state, reason)
  SELECT $1, 'websocket', $2, $3 FROM kept
  WHERE NOT EXISTS (SELECT FROM before WHERE (state, transport) = ($2, 'websocket')
    AND reason IS NOT DISTINCT FROM $3)`

/** Writes what a dashboard shows of a streamer's own connection, and its history. */
export class SessionLog {
  constructor(
    private streamerId: string,
    /** Whether this is the transport that was chosen. */
    private isChosen: () => boolean
  ) {}

  async state(state: ConnectionState, reason: string | null = null): Promise<void> {
    await this.#keep(state, reason, null)
  }

  /** @param gap how long nothing was heard; null when nothing was missed */
  async connected(sessionId: string, gap: Gap | null): Promise<void> {
    if (gap !== null) {
      await recordGap(sql(), this.streamerId, 'websocket', gap)
    }
    await this.#keep('connected', null, sessionId)
  }

  /** Since when nobody has listened; null when somebody does, over another transport, or nobody ever did. */
  async unheardSince(): Promise<Date | null> {
    const [row] = await sql().run<{ last_message_at: Date | null }>(
      `SELECT last_message_at FROM eventsub_states
       WHERE streamer_id = $1 AND NOT (transport <> 'websocket' AND state = 'connected')`,
      [this.streamerId]
    )
    return row?.last_message_at ?? null
  }

  /** The session goes on under another id. */
  async moved(sessionId: string): Promise<void> {
    await sql().run(
      `UPDATE eventsub_subscriptions SET target = $2
       WHERE streamer_id = $1 AND transport = 'websocket' AND status = 'enabled' AND target <> $2`,
      [this.streamerId, sessionId]
    )
    await this.connected(sessionId, null)
  }

  /** Whether anything is subscribed on this session. */
  async isListening(sessionId: string): Promise<boolean> {
    const [row] = await sql().run(
      `SELECT FROM eventsub_subscriptions
       WHERE streamer_id = $1 AND transport = 'websocket' AND status = 'enabled' AND target = $2 LIMIT 1`,
      [this.streamerId, sessionId]
    )
    return row !== undefined
  }

  /** When the next subscription of this session is due, if one is wanted; milliseconds from now. */
  async nextAttemptIn(): Promise<number | null> {
    const [row] = await sql().run<{ millis: number | null }>(
      `SELECT (extract(epoch FROM min(next_attempt_at) - now()) * 1000)::float8 AS millis
       FROM eventsub_subscriptions
       WHERE streamer_id = $1 AND transport = 'websocket' AND status = 'wanted'`,
      [this.streamerId]
    )
    return row?.millis ?? null
  }

  async #keep(state: ConnectionState, reason: string | null, sessionId: string | null) {
    await sql().run(KEEP, [this.streamerId, state, reason, sessionId, this.isChosen()])
    await ConnectionChanged.dispatch(this.streamerId)
  }
}
