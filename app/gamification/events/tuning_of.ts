import type CampaignConfig from '#gamification/campaign_config'
import type { Tuning } from '#gamification/events/tuning'

/** What the campaign has set apart; nothing while there is no config. */
export function tuningOf(config: CampaignConfig | null | undefined): Tuning {
  const coefficient = config?.coefficient ?? null
  return {
    cost: config?.cost ?? null,
    coefficient: coefficient === null ? null : Number(coefficient),
    minimum: config?.minimum ?? null,
    durationSeconds: config?.durationSeconds ?? null,
    cooldownSeconds: config?.cooldownSeconds ?? null,
    viewerCap: config?.viewerCap ?? null,
    viewerStreamCap: config?.viewerStreamCap ?? null,
  }
}
