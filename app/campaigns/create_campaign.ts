import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/user'
import Campaign from '#campaigns/campaign'
import type { CampaignInput } from '#campaigns/campaign_validator'

/**
 * A new campaign belongs to whoever made it, from its first moment on.
 */
export class CreateCampaign {
  async execute(owner: User, input: CampaignInput): Promise<Campaign> {
    return db.transaction(async (trx) => {
      const campaign = await Campaign.create(input, { client: trx })
      await campaign.related('members').create({ userId: owner.id, role: 'owner' })
      return campaign
    })
  }
}
