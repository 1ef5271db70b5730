import type { Sql } from '#core/sql'
import type { Outcome } from '#channels/eventsub/subscriptions/outcome'

/**
 * Writes down what came of attempts. A subscription whose row has meanwhile gone or wants something else
 * is to be deleted again. A webhook's row may be enabled already: Twitch's challenge can be faster
 * than its answer.
 */
const STORE = `
  WITH told AS MATERIALIZED (
    SELECT id, target, status, NULLIF(twitch_id, '') AS twitch_id, cost, NULLIF(reason, '') AS reason, retry,
      NULLIF(maker, '') AS maker
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::float8[], $8::text[])
      AS t(id, target, status, twitch_id, cost, reason, retry, maker)
  ), kept AS (
    UPDATE eventsub_subscriptions s SET
      status = CASE WHEN s.status = 'enabled' THEN 'enabled' ELSE t.status END,
      twitch_id = t.twitch_id, cost = t.cost, reason = t.reason,
      enabled_at = CASE WHEN t.status = 'enabled' THEN now() ELSE s.enabled_at END,
      attempts = CASE WHEN 'enabled' IN (t.status, s.status) THEN 0 ELSE s.attempts + 1 END,
      next_attempt_at = now() + make_interval(secs => t.retry), updated_at = now()
    FROM told t
    WHERE s.id = t.id AND s.target = t.target
      AND (s.status = 'wanted' OR s.twitch_id = t.twitch_id)
    RETURNING s.id, s.streamer_id, t.twitch_id
  ), wanted_after_all AS (
    DELETE FROM eventsub_removals r USING kept k WHERE r.twitch_id = k.twitch_id
  ), superfluous AS (
    INSERT INTO eventsub_removals (twitch_id, broadcaster_id)
    SELECT t.twitch_id, t.maker FROM told t
    WHERE t.twitch_id IS NOT NULL AND NOT EXISTS (SELECT FROM kept k WHERE k.id = t.id)
    ON CONFLICT DO NOTHING
  )
  SELECT DISTINCT streamer_id FROM kept WHERE streamer_id IS NOT NULL`

/** @returns the streamers they are about */
export async function storeOutcomes(sql: Sql, outcomes: Outcome[]): Promise<string[]> {
  const rows = await sql.run<{ streamer_id: string }>(STORE, [
    outcomes.map(({ id }) => id),
    outcomes.map(({ target }) => target),
    outcomes.map(({ status }) => status),
    outcomes.map(({ twitchId }) => twitchId ?? ''),
    outcomes.map(({ cost }) => cost),
    outcomes.map(({ reason }) => reason ?? ''),
    outcomes.map(({ retrySeconds }) => retrySeconds),
    outcomes.map(({ maker }) => maker ?? ''),
  ])
  return rows.map((row) => row.streamer_id)
}
