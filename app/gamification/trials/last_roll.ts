import type { Sql } from '#core/sql'
import type { RollFacts } from '#gamification/handlers/signals'
import type { TriggerFacts } from '#gamification/handlers/trigger_facts'

/** The last roll of a campaign's table, as a trigger would tell it; nothing before the first. */
export async function lastRoll(sql: Sql, campaignId: string): Promise<TriggerFacts> {
  const [roll] = await sql.run<RollFacts>(
    `SELECT id AS "rollId", message_id AS "messageId", roll_index AS "rollIndex",
            actor_id AS "actorId", actor_name AS character, "natural", faces,
            total::float8 AS total, critical
     FROM foundry_rolls WHERE campaign_id = $1 ORDER BY received_at DESC LIMIT 1`,
    [campaignId]
  )
  return roll ? { roll } : {}
}
