import type { LaneSql } from '#core/lane/lane'
import { arrayLiteral } from '#core/lane/array_literal'
import { insertChatLines } from '#gamification/chat/order_chat_lines'
import type { Tally } from '#gamification/counting/tally'
import { EXECUTION_SECONDS } from '#gamification/lifecycle/execution_tracker'
import { DECISION_MINUTES } from '#gamification/lifecycle/reached'

/** How many of the latest contributors an instance remembers, to be named on stream. */
const REMEMBERED_VIEWERS = 8

/**
 * Counts on the instance as it was locked or recalled. When one of them is another by
 * now, the transaction fails, and is done again with a fresh look. The version alone does
 * not say so: a batch on its way behind one that fails expects the version that this one
 * would have made, and whatever made it fail may have made the same. In id order; no
 * condition names an indexed column as it is, lest a plan goes through all open instances
 * instead of by the primary key.
 */
const PROGRESS = `
  WITH moved AS (
    UPDATE instances i
    SET progress = LEAST(i.objective, i.progress + m.n), version = i.version + 1,
        latest_viewer_ids = (m.viewers::bigint[] || i.latest_viewer_ids)[1:${REMEMBERED_VIEWERS}]
    FROM unnest($1::uuid[], $2::int[], $3::text[], $4::bigint[], $6::int[], $7::int[])
      AS m(id, n, viewers, version, progress, objective)
    WHERE i.id = m.id AND i.version = m.version AND i.status || '' = 'active'
      AND i.progress = m.progress AND i.objective = m.objective AND i.progress < i.objective
    RETURNING 1
  )
  SELECT raise_raced() FROM (SELECT count(*) AS count FROM moved) AS done WHERE done.count <> $5`

/** What each streamer's viewers have put into a group's instance; who comes later has no share yet. */
const PARTS = `
  INSERT INTO instance_shares AS p
    (instance_id, streamer_id, viewer_count, viewer_count_source, objective, progress)
  SELECT t.id, t.streamer_id, 0, 'fallback', 0, t.n
  FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS t(id, streamer_id, n)
  ON CONFLICT (instance_id, streamer_id)
    DO UPDATE SET progress = p.progress + excluded.progress, left_at = NULL`

/**
 * Reaching the goal arms it, or executes at once where no trigger has to be waited for. What
 * waits is told in chat.
 */
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
    RETURNING i.id, i.streamer_id, i.status, i.rules->>'actionId' AS action_id
  ), begun AS (
    INSERT INTO executions (instance_id, action_id, deadline_at)
    SELECT id, action_id, now() + make_interval(secs => $3) FROM armed WHERE status = 'executing'
    RETURNING instance_id
  ), told AS (
    ${insertChatLines('armed', "(SELECT * FROM armed WHERE status <> 'executing')")}
  )
  SELECT pg_notify('executions', '') FROM (SELECT FROM begun LIMIT 1) AS any_begun
  UNION ALL SELECT pg_notify('chat_lines', '') FROM (SELECT FROM told LIMIT 1) AS any_told`

/** What has been written: who gained something, and who reached the goal with it. */
interface Advanced {
  written: Tally[]
  moved: Tally[]
  filled: Tally[]
}

/**
 * Writes what the tallies have arrived at; nobody waits for the answers.
 *
 * @param isAssumed the instances are not locked: those that gained nothing are written
 *   too, so that their refusals do not rest on a version that is not the last one
 */
export function advance(sql: LaneSql, tallies: Tally[], isAssumed: boolean): Advanced {
  const moved = tallies.filter(({ accepted }) => accepted.length > 0)
  const filled = moved.filter((tally) => tally.isFull)
  const written = isAssumed ? [...tallies] : moved

  if (written.length > 0) {
    written.sort((a, b) => (a.instance.id < b.instance.id ? -1 : 1))
    sql.later(PROGRESS, [
      arrayLiteral(written, ({ instance }) => instance.id),
      arrayLiteral(written, ({ gained }) => gained),
      arrayLiteral(written, ({ accepted }) => latestViewers(accepted)),
      arrayLiteral(written, ({ instance }) => instance.version),
      written.length,
      arrayLiteral(written, ({ instance }) => instance.progress),
      arrayLiteral(written, ({ instance }) => instance.objective),
    ])
  }
  const parts = moved.filter(({ instance }) => instance.kind === 'group').flatMap(partsOf)
  if (parts.length > 0) {
    sql.later(PARTS, [
      arrayLiteral(parts, ({ instanceId }) => instanceId),
      arrayLiteral(parts, ({ streamerId }) => streamerId),
      arrayLiteral(parts, ({ count }) => count),
    ])
  }
  if (filled.length > 0) {
    sql.later(ARM, [filled.map(({ instance }) => instance.id), DECISION_MINUTES, EXECUTION_SECONDS])
  }
  return { written, moved, filled }
}

function partsOf(tally: Tally) {
  const { instance, accepted } = tally
  return [...Map.groupBy(accepted, ({ streamerId }) => streamerId)].map(([streamerId, own]) => ({
    instanceId: instance.id,
    streamerId,
    count: own.reduce((sum, redemption) => sum + tally.weightOf(redemption), 0),
  }))
}

/** Newest first, each once, as the text of an array. */
function latestViewers(accepted: { viewerId: number }[]): string {
  const ids = new Set(accepted.map(({ viewerId }) => viewerId).reverse())
  return `{${[...ids].slice(0, REMEMBERED_VIEWERS).join(',')}}`
}
