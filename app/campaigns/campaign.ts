import { CampaignSchema } from '#database/schema'
import { Exception } from '@adonisjs/core/exceptions'
import { beforeCreate, hasMany, scope } from '@adonisjs/lucid/orm'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import CampaignMember from '#campaigns/campaign_member'
import Invitation from '#campaigns/invitation'
import { isUuid, uuidv7 } from '#core/ids'

export default class Campaign extends CampaignSchema {
  static selfAssignPrimaryKey = true

  @hasMany(() => CampaignMember)
  declare members: HasMany<typeof CampaignMember>

  @hasMany(() => Invitation)
  declare invitations: HasMany<typeof Invitation>

  static current = scope((query) => query.whereNull('archived_at'))

  @beforeCreate()
  static assignId(campaign: Campaign) {
    campaign.id ??= uuidv7()
  }

  /**
   * The campaign of an address, with its members, which every policy asks about.
   *
   * @throws 404 for an unknown or malformed id
   */
  static async fromAddress(id: unknown): Promise<Campaign> {
    const campaign = isUuid(id)
      ? await this.query().where('id', id).preload('members').first()
      : null

    if (!campaign) {
      throw new Exception('There is no such campaign.', { status: 404, code: 'E_NO_CAMPAIGN' })
    }

    return campaign
  }
}
