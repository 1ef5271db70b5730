import { CampaignMemberSchema } from '#database/schema'
import { beforeCreate, belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#accounts/user'
import Campaign from '#campaigns/campaign'
import { uuidv7 } from '#core/ids'

export default class CampaignMember extends CampaignMemberSchema {
  static selfAssignPrimaryKey = true

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  @belongsTo(() => Campaign)
  declare campaign: BelongsTo<typeof Campaign>

  @beforeCreate()
  static assignId(member: CampaignMember) {
    member.id ??= uuidv7()
  }
}
