import type { Sql } from '#core/sql'

/** SQL condition for `campaigns g`: a fight is on, or a scene is shown, that the GM wants quiet. */
export const IS_QUIET = `EXISTS (
  SELECT FROM foundry_connections q
  WHERE q.campaign_id = g.id AND q.is_active AND (
    (q.is_in_combat AND EXISTS (SELECT FROM table_safety t
      WHERE t.campaign_id = g.id AND t.quiet_in_combat))
    OR EXISTS (SELECT FROM quiet_scenes t
      WHERE t.campaign_id = g.id AND t.scene_id = q.scene_id)))`

/** Why it is a quiet time at the table, in words for the GM; null when it is none. */
export async function whyQuiet(sql: Sql, campaignId: string): Promise<string | null> {
  const [quiet] = await sql.run<{ scene: string | null }>(
    `SELECT (SELECT t.name FROM foundry_connections q JOIN quiet_scenes t
               ON t.campaign_id = q.campaign_id AND t.scene_id = q.scene_id
             WHERE q.campaign_id = g.id AND q.is_active LIMIT 1) AS scene
     FROM campaigns g WHERE g.id = $1 AND ${IS_QUIET}`,
    [campaignId]
  )

  if (!quiet) return null
  return quiet.scene === null
    ? 'It is a quiet time: a fight is on.'
    : `It is a quiet time: the scene is “${quiet.scene}”.`
}
