import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'
import type { TableSituation } from '#foundry/protocol'

/** Keeps what is going on at the table. Whether rewards are on sale depends on it. */
export async function noteSituation(
  sql: Sql,
  connectionId: string,
  { combat, sceneId }: TableSituation
): Promise<void> {
  const changed = await sql.run(
    `UPDATE foundry_connections SET is_in_combat = $2, scene_id = $3, updated_at = now()
     WHERE id = $1 AND (is_in_combat, scene_id) IS DISTINCT FROM ($2, $3) RETURNING id`,
    [connectionId, combat, sceneId]
  )
  if (changed.length > 0) {
    await notify(sql, 'rewards')
  }
}
