import db from '@adonisjs/lucid/services/db'
import type Campaign from '#campaigns/campaign'
import { onLucid } from '#core/sql'
import { readRollRules } from '#foundry/rolls/roll_rules'
import { listEvents } from '#gamification/events/find_event'
import { tuningOf } from '#gamification/events/tuning_of'
import type GamificationEvent from '#gamification/gamification_event'
import {
  type CampaignFile,
  type EventInFile,
  FILE_FORMAT,
  FILE_VERSION,
} from '#gamification/portable/campaign_file'

/** A campaign as a file, which `ImportCampaign` makes an equal one of. */
export class ExportCampaign {
  async execute(campaign: Campaign): Promise<CampaignFile> {
    const { name, description, visibility, viewersSearchable, fallbackViewers } = campaign
    const events = await listEvents(campaign.id)

    return {
      format: FILE_FORMAT,
      version: FILE_VERSION,
      campaign: { name, description, visibility, viewersSearchable, fallbackViewers },
      rollRules: await readRollRules(onLucid(db.connection()), campaign.id),
      events: events.map(toFile),
    }
  }
}

function toFile(event: GamificationEvent): EventInFile {
  const tuning = tuningOf(event.config)
  const isTuned = Object.values(tuning).some((value) => value !== null)

  return {
    name: event.name,
    description: event.description,
    kind: event.kind,
    mode: event.mode,
    triggerId: event.triggerId,
    triggerSettings: event.triggerSettings,
    actionId: event.actionId,
    actionSettings: event.actionSettings,
    cost: event.cost,
    coefficient: Number(event.coefficient),
    minimum: event.minimum,
    durationSeconds: event.durationSeconds,
    armedSeconds: event.armedSeconds,
    cooldownSeconds: event.cooldownSeconds,
    viewerCap: event.viewerCap,
    viewerStreamCap: event.viewerStreamCap,
    approvalRequired: event.approvalRequired,
    overshoot: event.overshoot,
    rewardTitle: event.rewardTitle,
    rewardPrompt: event.rewardPrompt,
    rewardColour: event.rewardColour,
    isEnabled: event.config?.isEnabled ?? false,
    isArchived: event.archivedAt !== null,
    tuning: isTuned ? tuning : null,
  }
}
