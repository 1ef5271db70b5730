import type { Sql } from '#core/sql'
import type { InstanceFrame } from '#gamification/live/to_frame'
import type { OverlayOneShot } from '../../overlay/contract.js'

/** Frames that carry a number: of instances, and of the ledger. */
export type OneShotFrame =
  | Exclude<
      InstanceFrame,
      { event: 'gamification:instance_created' | 'gamification:instance_progress' }
    >
  | Pick<Extract<OverlayOneShot, { event: 'ledger:caught_up' }>, 'event' | 'data'>

/** A page that was away longer is not shown what it missed. */
const PENDING_MINUTES = 10
const PENDING_AT_MOST = 30
const KEPT_HOURS = 24

/**
 * Keeps a one-shot for a streamer's overlay under the overlay's next number. The
 * overlay's row is locked by it, so numbers become visible in order.
 *
 * @returns null when the streamer has no overlay
 */
export async function keepOneShot(
  sql: Sql,
  streamerId: string,
  frame: OneShotFrame
): Promise<{ overlayId: string; shot: OverlayOneShot } | null> {
  const [row] = await sql.run<{ overlay_id: string; seq: number; created_at: Date }>(
    `WITH numbered AS (
       UPDATE overlays SET seq = seq + 1 WHERE streamer_id = $1 RETURNING id, seq
     )
     INSERT INTO overlay_events (overlay_id, seq, event, data)
     SELECT id, seq, $2, $3::jsonb FROM numbered
     RETURNING overlay_id, seq, created_at`,
    [streamerId, frame.event, JSON.stringify(frame.data)]
  )

  return row
    ? {
        overlayId: row.overlay_id,
        shot: { ...frame, seq: row.seq, at: row.created_at.toISOString() },
      }
    : null
}

/** What has not been shown yet, oldest first. */
export async function pendingOneShots(
  sql: Sql,
  overlayId: string,
  upTo: number
): Promise<OverlayOneShot[]> {
  const rows = await sql.run<{ shot: OverlayOneShot }>(
    `SELECT jsonb_build_object('seq', seq, 'event', event, 'data', data, 'at',
       to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) AS shot
     FROM overlay_events
     WHERE overlay_id = $1 AND shown_at IS NULL AND seq <= $2
       AND created_at > now() - make_interval(mins => $3)
     ORDER BY seq DESC LIMIT $4`,
    [overlayId, upTo, PENDING_MINUTES, PENDING_AT_MOST]
  )
  return rows.reverse().map(({ shot }) => shot)
}

/** Played up to this number; a number not given out yet means up to the last. */
export async function markShown(sql: Sql, overlayId: string, seq: number): Promise<void> {
  await sql.run(
    `UPDATE overlay_events SET shown_at = now()
     WHERE overlay_id = $1 AND seq <= $2 AND shown_at IS NULL`,
    [overlayId, seq]
  )
}

/** Nobody plays what is so old. */
export async function forgetOneShots(sql: Sql): Promise<void> {
  await sql.run(
    'DELETE FROM overlay_events WHERE created_at < now() - make_interval(hours => $1)',
    [KEPT_HOURS]
  )
}
