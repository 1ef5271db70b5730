import type { LaneSql } from '#redemptions/intake/lane'
import type { Run } from '#gamification/counting/run'
import type { Tally } from '#gamification/counting/tally'

const PREVIOUS = `
  SELECT w.key, (SELECT max(i.ended_at) FROM instances i
                 WHERE i.event_id = w.event_id AND i.streamer_id IS NOT DISTINCT FROM w.streamer_id)
         AS "endedAt"
  FROM unnest($1::text[], $2::uuid[], $3::uuid[]) AS w(key, event_id, streamer_id)`

/** When the last run of each event ended; by key, missing when there was none. */
export async function previousEnds(sql: LaneSql, of: Run[]): Promise<Map<string, Date>> {
  if (of.length === 0) {
    return new Map()
  }
  const rows = await sql.run<{ key: string; endedAt: Date | null }>(PREVIOUS, [
    of.map(({ key }) => key),
    of.map(({ standing }) => standing.eventId),
    of.map(({ streamerId }) => streamerId),
  ])
  return new Map(rows.flatMap(({ key, endedAt }) => (endedAt ? [[key, endedAt]] : [])))
}

const USE = `
  SELECT w.instance_id AS "instanceId", w.viewer_id AS "viewerId",
    (SELECT count(*)::int FROM redemptions r
     WHERE r.instance_id = w.instance_id AND r.viewer_id = w.viewer_id) AS "inInstance",
    (SELECT count(*)::int
     FROM instances n
     JOIN instances o ON o.event_id = n.event_id AND o.streamer_id IS NOT DISTINCT FROM n.streamer_id
     JOIN redemptions r ON r.instance_id = o.id AND r.viewer_id = w.viewer_id
     WHERE n.id = w.instance_id AND r.received_at >= w.live_since
       AND r.state NOT IN ('refund_pending', 'refunded')) AS "inStream"
  FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) AS w(instance_id, viewer_id, live_since)`

interface UseRow {
  instanceId: string
  viewerId: number
  inInstance: number
  inStream: number
}

/**
 * Tells capped tallies how often the viewers have been counted. A statement of
 * its own, after the instances are locked: what another process counted
 * while we waited for the lock has to be seen.
 */
export async function recallViewers(
  sql: LaneSql,
  tallies: { tally: Tally; run: Run }[]
): Promise<void> {
  const capped = tallies.filter(({ tally }) => tally.hasCaps)
  const asked = capped.flatMap(({ tally, run }) =>
    run.offers.map(({ redemption: { viewerId }, standing: { liveSince } }) => ({
      instanceId: tally.instance.id,
      viewerId,
      liveSince: liveSince?.toISOString() ?? null,
    }))
  )
  if (asked.length === 0) {
    return
  }

  const rows = await sql.run<UseRow>(USE, [
    asked.map(({ instanceId }) => instanceId),
    asked.map(({ viewerId }) => viewerId),
    asked.map(({ liveSince }) => liveSince),
  ])
  const byInstance = new Map(capped.map(({ tally }) => [tally.instance.id, tally]))
  for (const { instanceId, viewerId, inInstance, inStream } of rows) {
    byInstance.get(instanceId)?.recall(viewerId, { inInstance, inStream })
  }
}
