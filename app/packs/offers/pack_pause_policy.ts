import type { Sql } from '#core/sql'
import { stateIsKnown } from '#channels/record_stream_state'
import { OVERLAY_IS_THERE, REFUSAL } from '#packs/opening/counters'
import { PausePolicy, type SellableReward } from '#rewards/pause_policies'

/** With more packs than that waiting, nobody sees theirs in this stream. */
const FULL = 500

const REASONS = `
  SELECT * FROM (
    SELECT w.id, CASE
      WHEN ${REFUSAL} IS NOT NULL THEN ${REFUSAL}
      WHEN q.streamer_id IS NULL THEN 'pack_off_sale'
      WHEN ${stateIsKnown('h')} IS NOT TRUE THEN 'streamer_unknown'
      WHEN NOT h.is_live THEN 'streamer_offline'
      WHEN q.needs_overlay AND NOT ${OVERLAY_IS_THERE('w."streamerId"')} THEN 'pack_without_overlay'
      WHEN q.paused_at IS NOT NULL THEN 'pack_queue_paused'
      WHEN (SELECT count(*) FROM openings o
        WHERE o.streamer_id = w."streamerId" AND o.state = 'waiting') >= ${FULL} THEN 'pack_queue_full'
    END AS reason
    FROM jsonb_to_recordset($1::jsonb) AS w(id uuid, "subjectId" uuid, "streamerId" uuid)
    LEFT JOIN card_sets s ON s.id = w."subjectId"
    LEFT JOIN pack_offers o ON o.set_id = w."subjectId" AND o.streamer_id = w."streamerId"
    LEFT JOIN pack_queues q ON q.streamer_id = w."streamerId"
    LEFT JOIN channel_states h ON h.streamer_id = w."streamerId"
  ) AS judged WHERE reason IS NOT NULL`

/** Never sell what cannot land: pauses the rewards of packs that would not be opened now. */
export class PackPausePolicy extends PausePolicy {
  async reasons(sql: Sql, rewards: SellableReward[]): Promise<Map<string, string>> {
    const rows = await sql.run<{ id: string; reason: string }>(REASONS, [JSON.stringify(rewards)])
    return new Map(rows.map(({ id, reason }) => [id, reason]))
  }
}
