import type { Sql } from '#core/sql'
import { TAKES_PART } from '#channels/eventsub/subscriptions/wanted_types'
import { POLL_SUBJECTS } from '#channels/polling/poll_subjects'

/** How long events may fail to come before polling takes over: most connections are back by then. */
const PATIENCE_SECONDS = 30

/**
 * Brings the rows of what is polled in line with what is in use, allowed, and heard by events, all of it by
 * one statement: several processes may do it at once. Changes nothing when nothing has changed.
 *
 * @param now by the app's clock
 * @returns the streamers for whom a mode has changed
 */
export async function syncPolls(sql: Sql, now: Date): Promise<string[]> {
  const subjects = Object.entries(POLL_SUBJECTS).map(([subject, facts]) => ({ subject, ...facts }))
  const rows = await sql.run<{ streamer_id: string }>(SYNC, [
    now.toISOString(),
    JSON.stringify(subjects),
  ])
  return [...new Set(rows.map((row) => row.streamer_id))]
}

/** Whoever streams for a campaign, or has a reward that matters still, and has the feature switched on. */
const WANTED = `
  WITH subjects AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS s(subject text, feature text, scopes text[], types jsonb)
  ), needed AS MATERIALIZED (
    SELECT subject, type FROM subjects CROSS JOIN LATERAL jsonb_array_elements_text(types) AS t(type)
  ), heard AS MATERIALIZED (
    SELECT e.streamer_id, n.subject, count(DISTINCT e.type) AS types
    FROM eventsub_subscriptions e JOIN needed n ON n.type = e.type
    WHERE e.status = 'enabled' GROUP BY e.streamer_id, n.subject
  )
  SELECT f.streamer_id, a.twitch_id AS channel_id, s.subject, c.last_gap_at,
    CASE WHEN a.state <> 'valid' THEN 'account'
         WHEN NOT a.scopes && s.scopes THEN 'permission' END AS block,
    CASE WHEN u.streamer_id IS NOT NULL THEN 'paused'
         WHEN c.state IS DISTINCT FROM 'connected' THEN 'connection'
         WHEN h.types IS DISTINCT FROM jsonb_array_length(s.types) THEN 'subscription' END AS silence
  FROM subjects s
  JOIN channel_features f ON f.feature = s.feature
  JOIN twitch_accounts a ON a.user_id = f.streamer_id
  LEFT JOIN eventsub_states c ON c.streamer_id = f.streamer_id
  LEFT JOIN listening_pauses u ON u.streamer_id = f.streamer_id
  LEFT JOIN heard h ON h.streamer_id = f.streamer_id AND h.subject = s.subject
  WHERE ${TAKES_PART}`

/** Of a row p and of what is wanted now, w. */
const UNHEARD_SINCE = `CASE WHEN w.silence IS NOT NULL THEN COALESCE(p.unheard_since, $1::timestamptz) END`
const IS_SILENT = `COALESCE(${UNHEARD_SINCE} <= $1::timestamptz - interval '${PATIENCE_SECONDS} seconds', false)`

/** One that has just fallen silent goes on as it was for a little while. */
const STATE = `
  SELECT p.streamer_id, p.subject, w.last_gap_at, ${UNHEARD_SINCE} AS unheard_since,
    CASE WHEN w.block IS NOT NULL THEN 'blocked'
         WHEN ${IS_SILENT} OR (w.silence IS NOT NULL AND p.mode = 'taking_over') THEN 'taking_over'
         ELSE 'standing_by' END AS mode,
    COALESCE(w.block, CASE WHEN ${IS_SILENT} OR p.mode = 'taking_over' THEN w.silence END) AS reason
  FROM channel_polls p JOIN wanted w USING (streamer_id, subject)`

/**
 * A new list is read at once, and so is one that polling gives back to the events or that may be read again,
 * or of which events were missed.
 */
const SYNC = `
  WITH wanted AS MATERIALIZED (${WANTED}), gone AS (
    DELETE FROM channel_polls p
    WHERE NOT EXISTS (SELECT FROM wanted w WHERE (w.streamer_id, w.subject) = (p.streamer_id, p.subject))
    RETURNING streamer_id
  ), new AS (
    INSERT INTO channel_polls (streamer_id, channel_id, subject, mode, mode_since, mode_reason,
      unheard_since, gap_at, asked_at, next_at)
    SELECT streamer_id, channel_id, subject,
      CASE WHEN block IS NULL THEN 'standing_by' ELSE 'blocked' END, $1::timestamptz, block,
      CASE WHEN silence IS NOT NULL THEN $1::timestamptz END, last_gap_at, $1::timestamptz, $1::timestamptz
    FROM wanted ORDER BY streamer_id, subject
    ON CONFLICT (streamer_id, subject) DO NOTHING
    RETURNING streamer_id
  ), state AS MATERIALIZED (${STATE}), changed AS (
    UPDATE channel_polls p SET
      mode = s.mode, mode_reason = s.reason, unheard_since = s.unheard_since,
      mode_since = CASE WHEN p.mode = s.mode THEN p.mode_since ELSE $1::timestamptz END,
      gap_at = s.last_gap_at,
      asked_at = CASE WHEN s.is_asked THEN $1::timestamptz ELSE p.asked_at END,
      next_at = CASE
        WHEN s.is_asked THEN $1::timestamptz
        WHEN s.mode = 'taking_over' AND p.mode <> s.mode
          THEN LEAST(p.next_at, $1::timestamptz + random() * interval '10 seconds')
        ELSE p.next_at END
    FROM (
      SELECT s.*, (s.mode = 'standing_by' AND p.mode <> s.mode)
        OR (p.mode = 'blocked' AND s.mode <> 'blocked')
        OR COALESCE(s.last_gap_at > COALESCE(p.gap_at, '-infinity'), false) AS is_asked
      FROM state s JOIN channel_polls p USING (streamer_id, subject)
    ) s
    WHERE (p.streamer_id, p.subject) = (s.streamer_id, s.subject)
      AND (p.mode, p.mode_reason, p.unheard_since, p.gap_at)
        IS DISTINCT FROM (s.mode, s.reason, s.unheard_since, s.last_gap_at)
    RETURNING p.streamer_id
  )
  SELECT streamer_id FROM gone UNION SELECT streamer_id FROM new UNION SELECT streamer_id FROM changed`
