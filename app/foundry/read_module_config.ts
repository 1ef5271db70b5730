import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { BridgeSettings } from '#foundry/bridge_settings'
import { ManualTriggers } from '#foundry/ports'
import type { ModuleConfig } from '#foundry/protocol'
import { readRollRules } from '#foundry/rolls/roll_rules'
import { readTableSettings } from '#foundry/settings/table_settings'

/** What the server tells a campaign's tabs to go by. */
@inject()
export class ReadModuleConfig {
  constructor(
    private settings: BridgeSettings,
    private manualTriggers: ManualTriggers
  ) {}

  async execute(sql: Sql, campaignId: string): Promise<ModuleConfig> {
    const { switchedOff } = await readTableSettings(sql, campaignId)
    return {
      rollMaxAge: this.settings.rollMaxAge,
      rollRules: await readRollRules(sql, campaignId),
      manualTriggers: await this.manualTriggers.of(sql, campaignId),
      switchedOff,
    }
  }
}
