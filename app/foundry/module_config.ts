import type { BridgeSettings } from '#foundry/bridge_settings'
import type { ModuleConfig } from '#foundry/protocol'

/** What the server tells the module to go by. */
export function moduleConfig({ rollMaxAge }: Pick<BridgeSettings, 'rollMaxAge'>): ModuleConfig {
  return { rollMaxAge, rollRules: [] }
}
