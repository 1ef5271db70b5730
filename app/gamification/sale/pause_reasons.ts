import type { Sql } from '#core/sql'
import { IS_QUIET } from '#gamification/safety/quiet_time'
import { stateIsKnown } from '#channels/record_stream_state'

/** Why an event's reward may not be sold now. */
export type PauseReason =
  | 'panic'
  | 'campaign_break'
  | 'event_disabled'
  | 'event_unavailable'
  | 'streamer_unknown'
  | 'streamer_offline'
  | 'already_armed'
  | 'executing'
  | 'cooling_down'
  | 'no_instance_open'
  | 'table_away'
  | 'world_lacks'
  | 'kind_off'
  | 'quiet_time'

/** A tab that reloads must not pause every reward. */
const TABLE_GRACE_SECONDS = 60

interface Subject {
  eventId: string
  streamerId: string
}

const TABLE_IS_THERE = `EXISTS (
  SELECT FROM foundry_leases l JOIN foundry_connections f ON f.id = l.connection_id
  WHERE f.campaign_id = e.campaign_id AND f.is_active
    AND ((l.client_id IS NOT NULL AND l.expires_at > now() - make_interval(secs => $3))
      OR l.vacant_since > now() - make_interval(secs => $3)))`

/** A GM has switched off what the event would do, in the app or in Foundry. */
const KIND_IS_OFF = `EXISTS (
  SELECT FROM (
    SELECT unnest(o.switched_off) AS kind FROM foundry_settings o
    WHERE o.campaign_id = e.campaign_id
    UNION ALL SELECT unnest(f.switched_off) FROM foundry_connections f
    WHERE f.campaign_id = e.campaign_id AND f.is_active
  ) off WHERE $6::jsonb -> e.id::text ? off.kind)`

/** The paired world has said what its module can do, and not all of this is among it. */
const WORLD_LACKS = `EXISTS (
  SELECT FROM foundry_connections f
  WHERE f.campaign_id = e.campaign_id AND f.is_active AND cardinality(f.capabilities) > 0
    AND NOT COALESCE($6::jsonb -> e.id::text, '[]') <@ to_jsonb(f.capabilities))`

/**
 * The reason to pause, for each event of a streamer that has one; the gravest
 * first.
 *
 * @param handlers ids of the installed triggers and actions, and of the actions
 *   that need the table; the kinds of commands of each event
 */
export function pauseReasons(
  sql: Sql,
  subjects: Subject[],
  handlers: {
    triggers: string[]
    actions: string[]
    needTable: string[]
    commands: Record<string, readonly string[]>
  }
): Promise<(Subject & { reason: PauseReason })[]> {
  return sql.run(
    `SELECT * FROM (
       SELECT w."eventId", w."streamerId", CASE
         WHEN g.panic_since IS NOT NULL THEN 'panic'
         WHEN g.break_since IS NOT NULL THEN 'campaign_break'
         WHEN NOT COALESCE(c.is_enabled, false) OR e.archived_at IS NOT NULL
           OR g.archived_at IS NOT NULL THEN 'event_disabled'
         WHEN NOT e.action_id = ANY ($5::text[])
           OR (e.mode <> 'immediate' AND NOT e.trigger_id = ANY ($4::text[]))
           THEN 'event_unavailable'
         WHEN ${stateIsKnown('s')} IS NOT TRUE THEN 'streamer_unknown'
         WHEN NOT s.is_live THEN 'streamer_offline'
         WHEN i.status = 'armed' THEN 'already_armed'
         WHEN i.status IN ('executing', 'awaiting_approval') THEN 'executing'
         WHEN EXISTS (SELECT FROM cooldowns k
           WHERE k.event_id = e.id AND k.ready_at > now()
             AND k.streamer_id IS NOT DISTINCT FROM
               CASE WHEN e.kind = 'individual' THEN w."streamerId" END) THEN 'cooling_down'
         WHEN e.mode = 'open' AND i.id IS NULL THEN 'no_instance_open'
         WHEN e.action_id = ANY ($2::text[]) AND NOT ${TABLE_IS_THERE} THEN 'table_away'
         WHEN ${WORLD_LACKS} THEN 'world_lacks'
         WHEN ${KIND_IS_OFF} THEN 'kind_off'
         WHEN e.action_id = ANY ($2::text[]) AND ${IS_QUIET} THEN 'quiet_time'
       END AS reason
       FROM jsonb_to_recordset($1::jsonb) AS w("eventId" uuid, "streamerId" uuid)
       JOIN gamification_events e ON e.id = w."eventId"
       JOIN campaigns g ON g.id = e.campaign_id
       LEFT JOIN campaign_configs c ON c.event_id = e.id
       LEFT JOIN channel_states s ON s.streamer_id = w."streamerId"
       LEFT JOIN instances i ON i.event_id = e.id
         AND i.status IN ('active', 'armed', 'awaiting_approval', 'executing')
         AND i.streamer_id IS NOT DISTINCT FROM
           CASE WHEN e.kind = 'individual' THEN w."streamerId" END
     ) AS judged WHERE reason IS NOT NULL`,
    [
      JSON.stringify(subjects),
      handlers.needTable,
      TABLE_GRACE_SECONDS,
      handlers.triggers,
      handlers.actions,
      JSON.stringify(handlers.commands),
    ]
  )
}
