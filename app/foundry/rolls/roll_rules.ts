import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { announceConfig } from '#foundry/announce_config'
import { json } from '#foundry/commands/recorded_command'
import type { RollRule } from '#foundry/protocol'

/** A campaign's rules for what is critical, in order; none when the GM made none. */
export async function readRollRules(sql: Sql, campaignId: string): Promise<RollRule[]> {
  const [row] = await sql.run<{ rules: RollRule[] }>(
    'SELECT rules FROM foundry_roll_rules WHERE campaign_id = $1',
    [campaignId]
  )
  return row?.rules ?? []
}

/** Replaces a campaign's rules; open tabs judge by the new ones from now on. */
export class SaveRollRules {
  async execute(campaignId: string, rules: RollRule[]): Promise<void> {
    await transact(async (sql) => {
      await writeRollRules(sql, campaignId, rules)
      await announceConfig(sql, campaignId)
    })
  }
}

export async function writeRollRules(
  sql: Sql,
  campaignId: string,
  rules: RollRule[]
): Promise<void> {
  await sql.run(
    `INSERT INTO foundry_roll_rules (campaign_id, rules) VALUES ($1, $2::jsonb)
     ON CONFLICT (campaign_id) DO UPDATE SET rules = excluded.rules, updated_at = now()`,
    [campaignId, json(rules)]
  )
}
