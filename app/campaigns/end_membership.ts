import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type CampaignMember from '#campaigns/campaign_member'
import { Departures } from '#campaigns/departures'
import { campaignChannel, publicCampaignChannel } from '#core/realtime/channels'
import { endStreamsEverywhere } from '#core/realtime/streams'
import { onLucid } from '#core/sql'

/**
 * Ends one membership: leaving, or being removed. A streamer's open goals are
 * refunded and rewards taken off sale in the same transaction, and what the
 * person follows live ends.
 *
 * @throws 409 for the owner, without whom a campaign would belong to nobody
 */
@inject()
export class EndMembership {
  constructor(private departures: Departures) {}

  async execute(member: CampaignMember, client?: TransactionClientContract): Promise<void> {
    if (member.role === 'owner') {
      throw new Exception('The owner cannot leave. Archive the campaign instead.', {
        status: 409,
        code: 'E_OWNER_STAYS',
      })
    }

    const end = async (trx: TransactionClientContract) => {
      if (member.role === 'streamer') {
        await this.departures.announce(trx, {
          campaignId: member.campaignId,
          streamerId: member.userId,
        })
      }
      await member.useTransaction(trx).delete()
      await endStreamsEverywhere(onLucid(trx), campaignChannel(member.campaignId))
      await endStreamsEverywhere(onLucid(trx), publicCampaignChannel(member.campaignId))
    }

    await (client ? end(client) : db.transaction(end))
  }
}
