import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Campaign from '#campaigns/campaign'
import { Departures } from '#campaigns/departures'
import { onLucid } from '#core/sql'

/**
 * Takes a campaign off the table. Its history stays, and it can come back; what
 * viewers have put into open goals goes back to them.
 */
@inject()
export class ArchiveCampaign {
  constructor(private departures: Departures) {}

  async execute(campaign: Campaign, client?: TransactionClientContract): Promise<void> {
    const archive = async (trx: TransactionClientContract) => {
      const streamers = campaign.members.filter(({ role }) => role === 'streamer')

      for (const { userId } of streamers) {
        await this.departures.announce(trx, { campaignId: campaign.id, streamerId: userId })
      }

      await onLucid(trx).run('UPDATE campaign_members SET is_live = false WHERE campaign_id = $1', [
        campaign.id,
      ])
      await onLucid(trx).run(
        'UPDATE campaigns SET archived_at = now(), updated_at = now() WHERE id = $1',
        [campaign.id]
      )
    }

    await (client ? archive(client) : db.transaction(archive))
  }

  async undo(campaign: Campaign): Promise<void> {
    await campaign.merge({ archivedAt: null }).save()
  }
}
