import { InvitationSchema } from '#database/schema'
import { beforeCreate, belongsTo, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#accounts/user'
import Campaign from '#campaigns/campaign'
import { uuidv7 } from '#core/ids'

export default class Invitation extends InvitationSchema {
  static selfAssignPrimaryKey = true

  @belongsTo(() => Campaign)
  declare campaign: BelongsTo<typeof Campaign>

  @belongsTo(() => User, { foreignKey: 'invitedBy' })
  declare inviter: BelongsTo<typeof User>

  static open = scope((query) =>
    query
      .whereNull('accepted_at')
      .whereNull('declined_at')
      .whereNull('revoked_at')
      .whereRaw('expires_at > now()')
  )

  @beforeCreate()
  static assignId(invitation: Invitation) {
    invitation.id ??= uuidv7()
  }
}
