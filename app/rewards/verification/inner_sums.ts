import type { Sql } from '#core/sql'
import type { Difference } from '#rewards/verification/difference'

interface Check {
  kind: Difference['kind']
  sentence: string
  /** Answers one row for each that is wrong: `about`, `ledger`, `other`. */
  query: string
}

/**
 * A contribution counts until its streamer leaves the group, which takes it out
 * again, also for one who has come back since; the last one to leave calls it off as it is.
 */
const CONTRIBUTED = `(
  SELECT COALESCE(sum(k.weight), 0)::int FROM contributions k
  JOIN redemptions d ON d.id = k.redemption_id
  WHERE k.instance_id = i.id
    AND (i.streamer_id IS NOT NULL OR d.reason IS DISTINCT FROM 'streamer_left'
      OR i.reason = 'streamer_left')
    AND NOT EXISTS (
    SELECT FROM instance_shares s WHERE s.instance_id = i.id
      AND s.streamer_id = d.streamer_id AND s.left_at IS NOT NULL))`

const CHECKS: Check[] = [
  {
    kind: 'totals',
    sentence: 'Received is not fulfilled, refunded and open together.',
    query: `
      SELECT COALESCE(campaign_id::text, 'no campaign') AS about, received::text AS ledger,
        (fulfilled + refunded + open)::text AS other
      FROM (
        SELECT campaign_id, count(*) AS received,
          count(*) FILTER (WHERE state = 'fulfilled') AS fulfilled,
          count(*) FILTER (WHERE state = 'refunded') AS refunded,
          count(*) FILTER (WHERE settled_at IS NULL) AS open
        FROM redemptions GROUP BY campaign_id) AS totals
      WHERE received <> fulfilled + refunded + open`,
  },
  {
    kind: 'progress',
    sentence: 'Progress is not what was contributed, or more than the objective.',
    query: `
      SELECT id::text AS about, progress || ' of ' || objective AS ledger,
        contributed || ' contributed' AS other
      FROM (SELECT i.id, i.progress, i.objective, ${CONTRIBUTED} AS contributed FROM instances i) AS t
      WHERE progress <> LEAST(objective, contributed) OR progress > objective`,
  },
  {
    kind: 'progress',
    sentence: 'Progress is not what its streamers have put in together.',
    query: `
      SELECT id::text AS about, progress::text AS ledger, parts || ' in all shares' AS other
      FROM (
        SELECT i.id, i.progress, (
          SELECT COALESCE(sum(s.progress), 0)::int FROM instance_shares s
          WHERE s.instance_id = i.id) AS parts
        FROM instances i
        WHERE i.kind = 'group' AND i.status IN ('active', 'armed', 'awaiting_approval')) AS t
      WHERE progress <> parts`,
  },
  {
    kind: 'executions',
    sentence: 'An instance was executed more than once.',
    query: `
      SELECT instance_id::text AS about, count(*) || ' executions' AS ledger, 'at most 1' AS other
      FROM executions GROUP BY instance_id HAVING count(*) > 1`,
  },
  {
    kind: 'contribution',
    sentence: 'It is counted towards an instance that never was.',
    query: `
      SELECT d.id AS about, d.state || ' towards ' || d.instance_id AS ledger,
        'no such instance' AS other
      FROM redemptions d JOIN campaigns c ON c.id = d.campaign_id
      WHERE d.instance_id IS NOT NULL AND d.settled_at IS NULL
        AND NOT EXISTS (SELECT FROM instances i WHERE i.id = d.instance_id)`,
  },
  {
    kind: 'left_open',
    sentence: 'Its instance has ended, but nobody ordered how it ends.',
    query: `
      SELECT d.id AS about, d.state AS ledger, 'instance ' || i.status AS other
      FROM redemptions d JOIN instances i ON i.id = d.instance_id
      WHERE d.state IN ('received', 'counted')
        AND i.status IN ('completed', 'failed', 'expired', 'cancelled')`,
  },
  {
    kind: 'history',
    sentence: 'Its state is not what its history ends with.',
    query: `
      SELECT d.id AS about, d.state AS ledger, 'history ends ' || h.to_state AS other
      FROM redemptions d
      JOIN LATERAL (
        SELECT to_state FROM redemption_changes c
        WHERE c.redemption_id = d.id ORDER BY c.id DESC LIMIT 1) AS h ON true
      WHERE h.to_state <> d.state`,
  },
]

/** Whether the ledger agrees with itself. Each check is one statement, so it sees one moment. */
export async function innerSums(sql: Sql): Promise<Difference[]> {
  const differences: Difference[] = []
  for (const { kind, sentence, query } of CHECKS) {
    const rows = await sql.run<{ about: string; ledger: string; other: string }>(query)
    differences.push(...rows.map((row) => ({ kind, sentence, channel: null, ...row })))
  }
  return differences
}
