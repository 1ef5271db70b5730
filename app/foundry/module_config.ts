import type { Sql } from '#core/sql'
import type { BridgeSettings } from '#foundry/bridge_settings'
import type { ModuleConfig } from '#foundry/protocol'
import { readRollRules } from '#foundry/rolls/roll_rules'

/** What the server tells a campaign's tabs to go by. */
export async function moduleConfig(
  sql: Sql,
  campaignId: string,
  { rollMaxAge }: Pick<BridgeSettings, 'rollMaxAge'>
): Promise<ModuleConfig> {
  return { rollMaxAge, rollRules: await readRollRules(sql, campaignId) }
}
