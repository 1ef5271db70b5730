import type { Sql } from '#core/sql'
import type { InstanceShare, PublicInstance } from '../../overlay/contract.js'
import type { InstanceRules } from '#gamification/instance_rules'
import { type InstanceRow, OPEN_STATUSES_SQL } from '#gamification/instance_row'

/** What of a row the public state is made of. */
export type PublicInstanceRow = Pick<
  InstanceRow,
  | 'id'
  | 'event_id'
  | 'kind'
  | 'mode'
  | 'status'
  | 'objective'
  | 'progress'
  | 'version'
  | 'started_at'
  | 'expires_at'
> & {
  rules: Pick<InstanceRules, 'eventName'>
  /** Newest first, repeats allowed. */
  latest_viewers?: string[] | null
  /** Null for an individual instance. */
  shares?: InstanceShare[] | null
}

const LATEST_VIEWERS = 5

/**
 * SQL columns for `instances i`: display names of who contributed last, without
 * those who hide; and the parts of the streamers of a group.
 */
export const TOLD_COLUMNS = `
  ARRAY(
    SELECT v.display_name
    FROM unnest(i.latest_viewer_ids) WITH ORDINALITY AS k(viewer_id, place)
    JOIN viewers v ON v.id = k.viewer_id
    WHERE NOT v.is_hidden AND v.erased_at IS NULL
    ORDER BY k.place
    LIMIT ${LATEST_VIEWERS}) AS latest_viewers,
  CASE WHEN i.kind = 'group' THEN (
    SELECT jsonb_agg(jsonb_build_object('streamer', u.display_name, 'objective', p.objective,
      'progress', p.progress) ORDER BY p.objective DESC, u.display_name)
    FROM instance_shares p JOIN users u ON u.id = p.streamer_id
    WHERE p.instance_id = i.id AND p.left_at IS NULL) END AS shares`

/** What anybody watching may know of an instance. */
export function toPublicInstance(row: PublicInstanceRow): PublicInstance {
  return {
    id: row.id,
    eventId: row.event_id,
    eventName: row.rules.eventName,
    mode: row.mode,
    kind: row.kind,
    status: row.status,
    objective: row.objective,
    progress: row.progress,
    version: Number(row.version),
    startedAt: row.started_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    latestViewers: [...new Set(row.latest_viewers ?? [])].reverse(),
    shares: row.shares ?? [],
  }
}

/** A whole row with who takes part, ready to be told about. */
export type AnnouncedRow = InstanceRow & Pick<PublicInstanceRow, 'latest_viewers' | 'shares'>

/** The rows with who takes part, in no particular order. */
export function instanceRows(sql: Sql, ids: string[]): Promise<AnnouncedRow[]> {
  return sql.run<AnnouncedRow>(
    `SELECT i.*, ${TOLD_COLUMNS}
     FROM instances i
     WHERE i.id IN (SELECT jsonb_array_elements_text($1::jsonb)::uuid)`,
    [JSON.stringify(ids)]
  )
}

/**
 * What is going on now, oldest first. A streamer's own instances and the group
 * instances of the streamer's live campaign; or all of one campaign.
 */
export async function openInstances(
  sql: Sql,
  of: { streamerId: string } | { campaignId: string }
): Promise<PublicInstance[]> {
  const whose =
    'streamerId' in of
      ? `(i.streamer_id = $1 OR (i.streamer_id IS NULL AND i.campaign_id IN
          (SELECT campaign_id FROM campaign_members WHERE user_id = $1 AND is_live)))`
      : 'i.campaign_id = $1'

  const rows = await sql.run<AnnouncedRow>(
    `SELECT i.*, ${TOLD_COLUMNS}
     FROM instances i
     WHERE i.status IN (${OPEN_STATUSES_SQL}) AND ${whose}
     ORDER BY i.started_at, i.id`,
    ['streamerId' in of ? of.streamerId : of.campaignId]
  )
  return rows.map(toPublicInstance)
}
