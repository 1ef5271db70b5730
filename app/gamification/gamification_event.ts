import { GamificationEventSchema } from '#database/schema'
import { beforeCreate, belongsTo, hasMany, hasOne } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany, HasOne } from '@adonisjs/lucid/types/relations'
import Campaign from '#campaigns/campaign'
import { uuidv7 } from '#core/ids'
import CampaignConfig from '#gamification/campaign_config'
import StreamerConfig from '#gamification/streamer_config'

/**
 * A rule a GM can enable: a trigger, an action, and what the goal is made of.
 */
export default class GamificationEvent extends GamificationEventSchema {
  static selfAssignPrimaryKey = true

  declare kind: 'individual' | 'group'
  declare mode: 'consume' | 'open' | 'immediate'
  declare overshoot: 'refund' | 'roll_over'

  @belongsTo(() => Campaign)
  declare campaign: BelongsTo<typeof Campaign>

  @hasOne(() => CampaignConfig, { foreignKey: 'eventId' })
  declare config: HasOne<typeof CampaignConfig>

  @hasMany(() => StreamerConfig, { foreignKey: 'eventId' })
  declare streamerConfigs: HasMany<typeof StreamerConfig>

  @beforeCreate()
  static assignId(event: GamificationEvent) {
    event.id ??= uuidv7()
  }
}
