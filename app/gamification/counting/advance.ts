import type { LaneSql } from '#redemptions/intake/lane'
import { arrayLiteral } from '#redemptions/intake/array_literal'
import type { Tally } from '#gamification/counting/tally'
import { EXECUTION_SECONDS } from '#gamification/lifecycle/execution_tracker'
import { DECISION_MINUTES } from '#gamification/lifecycle/instance_manager'

/** How many of the latest contributors an instance remembers, to be named on stream. */
const REMEMBERED_VIEWERS = 8

/**
 * The rows are locked and known to be active: the conditions guard against a
 * mistake of ours, not against others. They name no indexed column, lest a plan goes
 * through all open instances instead of by the primary key.
 */
const PROGRESS = `
  UPDATE instances i
  SET progress = LEAST(i.objective, i.progress + m.n), version = i.version + 1,
      latest_viewer_ids = (m.viewers::bigint[] || i.latest_viewer_ids)[1:${REMEMBERED_VIEWERS}]
  FROM unnest($1::uuid[], $2::int[], $3::text[]) AS m(id, n, viewers)
  WHERE i.id = m.id AND i.progress < i.objective`

/** Reaching the goal arms it, or executes at once where no trigger has to be waited for. */
const ARM = `
  WITH armed AS (
    UPDATE instances i
    SET version = i.version + 1, armed_at = now(),
        status = CASE WHEN i.mode = 'consume' THEN 'armed'
                      WHEN i.approval_required THEN 'awaiting_approval' ELSE 'executing' END,
        consumed_at = CASE WHEN i.mode <> 'consume' AND NOT i.approval_required THEN now() END,
        expires_at = CASE
          WHEN i.mode = 'consume' THEN
            COALESCE(now() + make_interval(secs => (i.rules->>'armedSeconds')::int), i.expires_at)
          WHEN i.approval_required THEN now() + make_interval(mins => $2) END
    WHERE i.id = ANY ($1::uuid[]) AND i.progress = i.objective AND i.armed_at IS NULL
    RETURNING i.id, i.status, i.rules->>'actionId' AS action_id
  ), begun AS (
    INSERT INTO executions (instance_id, action_id, deadline_at)
    SELECT id, action_id, now() + make_interval(secs => $3) FROM armed WHERE status = 'executing'
    RETURNING instance_id
  )
  SELECT pg_notify('executions', '') FROM (SELECT FROM begun LIMIT 1) AS any_begun`

/** Writes what the tallies have arrived at; nobody waits for the answers. */
export function advance(sql: LaneSql, tallies: Tally[]): { moved: Tally[]; filled: Tally[] } {
  const moved = tallies.filter(({ accepted }) => accepted.length > 0)
  const filled = moved.filter((tally) => tally.isFull)

  if (moved.length > 0) {
    sql.later(PROGRESS, [
      arrayLiteral(moved, ({ instance }) => instance.id),
      arrayLiteral(moved, ({ accepted }) => accepted.length),
      arrayLiteral(moved, ({ accepted }) => latestViewers(accepted)),
    ])
  }
  if (filled.length > 0) {
    sql.later(ARM, [filled.map(({ instance }) => instance.id), DECISION_MINUTES, EXECUTION_SECONDS])
  }
  return { moved, filled }
}

/** Newest first, each once, as the text of an array. */
function latestViewers(accepted: { viewerId: number }[]): string {
  const ids = new Set(accepted.map(({ viewerId }) => viewerId).reverse())
  return `{${[...ids].slice(0, REMEMBERED_VIEWERS).join(',')}}`
}
