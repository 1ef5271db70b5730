import type { Sql } from '#core/sql'
import { recordGapOfAll } from '#channels/eventsub/record_gap'

/** A receiver of which nothing was written for that long was away. */
const ALIVE_SECONDS = 20

export interface Receiver {
  name: string
  transport: 'webhook' | 'conduit'
  target: string
}

const CONNECTED = `
  WITH others AS MATERIALIZED (
    SELECT max(last_heard_at) AS at FROM eventsub_receivers WHERE transport = $2
  ), kept AS (
    INSERT INTO eventsub_receivers AS r
      (name, transport, target, state, connected_at, last_heard_at)
    VALUES ($1, $2, $3, 'connected', now(), now())
    ON CONFLICT (name) DO UPDATE SET transport = excluded.transport, target = excluded.target,
      state = 'connected', reason = NULL, last_heard_at = now(), updated_at = now(),
      connected_at = CASE WHEN r.state = 'connected' AND r.target = excluded.target
                          THEN r.connected_at ELSE now() END
  )
  SELECT at FROM others WHERE at < now() - make_interval(secs => ${ALIVE_SECONDS})`

/**
 * A receiver is there, or still there. When there has been none of its transport for a while, that was a gap
 * for all who are listened to that way.
 */
export async function receives(sql: Sql, { name, transport, target }: Receiver): Promise<void> {
  const [gap] = await sql.run<{ at: Date }>(CONNECTED, [name, transport, target])
  if (gap) {
    await recordGapOfAll(sql, transport, gap.at)
  }
}

/** It is gone, or not there yet. What was heard stays: a gap is counted from there. */
export async function receiverState(
  sql: Sql,
  { name, transport }: Pick<Receiver, 'name' | 'transport'>,
  state: 'connecting' | 'reconnecting' | 'failed',
  reason: string | null
): Promise<void> {
  await sql.run(
    `INSERT INTO eventsub_receivers (name, transport, state, reason) VALUES ($1, $2, $3, $4)
     ON CONFLICT (name) DO UPDATE SET transport = excluded.transport, state = excluded.state,
       reason = excluded.reason, target = NULL, updated_at = now()`,
    [name, transport, state, reason]
  )
}

/** Receivers of which there are fewer now. */
export async function forgetReceivers(
  sql: Sql,
  transport: Receiver['transport'],
  kept: string[]
): Promise<void> {
  await sql.run(
    'DELETE FROM eventsub_receivers WHERE transport = $1 AND name <> ALL ($2::text[])',
    [transport, kept]
  )
}
