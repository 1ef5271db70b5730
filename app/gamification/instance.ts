import { InstanceSchema } from '#database/schema'
import { belongsTo, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#accounts/user'
import type { InstanceStatus } from '../../overlay/contract.js'
import GamificationEvent from '#gamification/gamification_event'
import { OPEN_STATUSES } from '#gamification/instance_row'
import type { InstanceRules } from '#gamification/instance_rules'

/**
 * One run of an event. Read only: its status moves by `InstanceManager` and by
 * counting, with conditional updates.
 */
export default class Instance extends InstanceSchema {
  static selfAssignPrimaryKey = true

  declare kind: 'individual' | 'group'
  declare mode: 'consume' | 'open' | 'immediate'
  declare status: InstanceStatus
  declare rules: InstanceRules

  @belongsTo(() => GamificationEvent, { foreignKey: 'eventId' })
  declare gamificationEvent: BelongsTo<typeof GamificationEvent>

  @belongsTo(() => User, { foreignKey: 'streamerId' })
  declare streamer: BelongsTo<typeof User>

  static open = scope((query) => query.whereIn('status', [...OPEN_STATUSES]))
}
