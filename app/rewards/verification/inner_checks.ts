import type { Difference } from '#rewards/verification/difference'

export interface Check {
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

export const INNER_CHECKS: Check[] = [
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
  {
    kind: 'history',
    sentence: 'Its reason is not what its history ends with.',
    query: `
      SELECT d.id AS about, COALESCE(d.reason, 'no reason') AS ledger,
        'history ends ' || COALESCE(h.reason, 'without one') AS other
      FROM redemptions d
      JOIN LATERAL (
        SELECT to_state, reason FROM redemption_changes c
        WHERE c.redemption_id = d.id ORDER BY c.id DESC LIMIT 1) AS h ON true
      WHERE h.to_state = d.state AND h.reason IS DISTINCT FROM d.reason`,
  },
  {
    kind: 'history',
    sentence: 'It is settled by us, and its history does not say so.',
    query: `
      SELECT d.id AS about, d.state AS ledger, 'no history' AS other
      FROM redemptions d
      WHERE d.settled_by = 'us'
        AND NOT EXISTS (SELECT FROM redemption_changes c WHERE c.redemption_id = d.id)`,
  },
  {
    kind: 'outcome',
    sentence: 'It was not to be fulfilled: its goal has not worked.',
    query: `
      SELECT d.id AS about, d.state AS ledger, 'instance ' || i.status AS other
      FROM redemptions d JOIN instances i ON i.id = d.instance_id
      WHERE i.status <> 'completed' AND (d.state = 'fulfil_pending'
        OR d.state = 'fulfilled' AND d.settled_by = 'us')`,
  },
  {
    kind: 'outcome',
    sentence: 'It was not to be refunded: its goal has worked.',
    query: `
      SELECT d.id AS about, d.state AS ledger, 'instance ' || i.status AS other
      FROM redemptions d JOIN instances i ON i.id = d.instance_id
      WHERE i.status = 'completed' AND d.reason IS DISTINCT FROM 'streamer_left'
        AND (d.state = 'refund_pending' OR d.state = 'refunded' AND d.settled_by = 'us')`,
  },
  {
    kind: 'account',
    sentence: 'It is in the accounts of another channel or campaign than its reward.',
    query: `
      SELECT d.id AS about, concat_ws('/', d.broadcaster_id, d.streamer_id, d.campaign_id) AS ledger,
        concat_ws('/', r.broadcaster_id, r.streamer_id, r.campaign_id) AS other
      FROM redemptions d JOIN rewards r ON r.id = d.reward_id
      WHERE d.broadcaster_id <> r.broadcaster_id OR d.twitch_reward_id <> r.twitch_reward_id
        OR d.streamer_id <> r.streamer_id OR d.campaign_id <> r.campaign_id`,
  },
]
