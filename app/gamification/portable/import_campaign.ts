import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import type User from '#accounts/user'
import Campaign from '#campaigns/campaign'
import { onLucid } from '#core/sql'
import { writeRollRules } from '#foundry/rolls/roll_rules'
import CampaignConfig from '#gamification/campaign_config'
import { columnsOf } from '#gamification/events/save_event'
import GamificationEvent from '#gamification/gamification_event'
import type { CampaignFile, EventInFile } from '#gamification/portable/campaign_file'

/**
 * Makes what a file describes, in one transaction, with ids of its own. Nobody sells any of
 * it yet: streamers come by invitation, and offer what they like.
 */
@inject()
export class ImportCampaign {
  /** A new campaign with everything as it was. */
  async asNew(owner: User, file: CampaignFile): Promise<Campaign> {
    return db.transaction(async (trx) => {
      const campaign = await Campaign.create(file.campaign, { client: trx })
      await campaign.related('members').create({ userId: owner.id, role: 'owner' })
      await writeRollRules(onLucid(trx), campaign.id, file.rollRules)
      await this.#makeEvents(trx, campaign.id, file.events)
      return campaign
    })
  }

  /** A file's events beside those that are there, switched off; its archived ones stay behind. */
  async into(campaignId: string, file: CampaignFile): Promise<number> {
    const events = file.events
      .filter(({ isArchived }) => !isArchived)
      .map((event) => ({ ...event, isEnabled: false }))

    await db.transaction((trx) => this.#makeEvents(trx, campaignId, events))
    return events.length
  }

  async #makeEvents(
    trx: TransactionClientContract,
    campaignId: string,
    events: EventInFile[]
  ): Promise<void> {
    const now = DateTime.now()
    for (const [index, { isEnabled, isArchived, tuning, ...input }] of events.entries()) {
      const event = await GamificationEvent.create(
        {
          ...columnsOf(input),
          campaignId,
          // They are listed in the order in which they were made.
          createdAt: now.plus({ milliseconds: index }),
          archivedAt: isArchived ? now : null,
        },
        { client: trx }
      )
      const coefficient = tuning?.coefficient ?? null
      await CampaignConfig.create(
        {
          ...tuning,
          coefficient: coefficient === null ? null : String(coefficient),
          eventId: event.id,
          isEnabled,
        },
        { client: trx }
      )
    }
  }
}
