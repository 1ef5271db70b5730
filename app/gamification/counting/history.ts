import type { LaneSql } from '#core/lane/lane'
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
    of.map(({ eventId }) => eventId),
    of.map(({ streamerId }) => streamerId),
  ])
  return new Map(rows.flatMap(({ key, endedAt }) => (endedAt ? [[key, endedAt]] : [])))
}

/** A stream begins when the channel went live; while it is not live, nothing is counted for one. */
const USE = `
  SELECT w.instance_id AS "instanceId", w.viewer_id AS "viewerId",
    (SELECT count(*)::int FROM redemptions r
     WHERE r.instance_id = w.instance_id AND r.viewer_id = w.viewer_id
       AND r.state NOT IN ('refund_pending', 'refunded')) AS "inInstance",
    (SELECT count(*)::int
     FROM channel_states h
     JOIN instances n ON n.id = w.instance_id
     JOIN instances o ON o.event_id = n.event_id AND o.streamer_id IS NOT DISTINCT FROM n.streamer_id
     JOIN redemptions r ON r.instance_id = o.id AND r.viewer_id = w.viewer_id
     WHERE h.streamer_id = w.streamer_id AND h.is_live AND r.redeemed_at >= h.started_at
       AND r.state NOT IN ('refund_pending', 'refunded')) AS "inStream"
  FROM unnest($1::uuid[], $2::bigint[], $3::uuid[]) AS w(instance_id, viewer_id, streamer_id)`

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
    [...run.waiting, ...run.redemptions].map(({ viewerId, streamerId }) => ({
      instanceId: tally.instance.id,
      viewerId,
      streamerId,
    }))
  )
  if (asked.length === 0) {
    return
  }

  const rows = await sql.run<UseRow>(USE, [
    asked.map(({ instanceId }) => instanceId),
    asked.map(({ viewerId }) => viewerId),
    asked.map(({ streamerId }) => streamerId),
  ])
  const byInstance = new Map(capped.map(({ tally }) => [tally.instance.id, tally]))
  for (const { instanceId, viewerId, inInstance, inStream } of rows) {
    byInstance.get(instanceId)?.recall(viewerId, { inInstance, inStream })
  }
}
