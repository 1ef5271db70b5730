import { notify } from '#core/jobs/notifications'
import { transact } from '#core/transact'
import type { SafetyInput } from '#gamification/safety/safety_validator'

/** Puts the agreements of a campaign in place of the former ones. Rewards follow. */
export class SaveSafety {
  execute(campaignId: string, { quietInCombat, quietScenes, characters }: SafetyInput) {
    const limited = characters.filter(({ most }) => most !== 'drastic')

    return transact(async (sql) => {
      // Its row queues two who save at once.
      await sql.run(
        `INSERT INTO table_safety (campaign_id, quiet_in_combat) VALUES ($1, $2)
         ON CONFLICT (campaign_id)
           DO UPDATE SET quiet_in_combat = excluded.quiet_in_combat, updated_at = now()`,
        [campaignId, quietInCombat]
      )
      await sql.run('DELETE FROM quiet_scenes WHERE campaign_id = $1', [campaignId])
      await sql.run(
        `INSERT INTO quiet_scenes (campaign_id, scene_id, name)
         SELECT $1, s.id, s.name FROM jsonb_to_recordset($2::jsonb) AS s(id text, name text)`,
        [campaignId, JSON.stringify(quietScenes)]
      )
      await sql.run('DELETE FROM character_limits WHERE campaign_id = $1', [campaignId])
      await sql.run(
        `INSERT INTO character_limits (campaign_id, actor_id, name, most)
         SELECT $1, c."actorId", c.name, c.most
         FROM jsonb_to_recordset($2::jsonb) AS c("actorId" text, name text, most text)`,
        [campaignId, JSON.stringify(limited)]
      )
      await notify(sql, 'rewards')
    })
  }
}
