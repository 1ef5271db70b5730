import { OverlaySchema } from '#database/schema'
import { beforeCreate, belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#accounts/user'
import { uuidv7 } from '#core/ids'
import type { OverlaySettings } from '../../overlay/contract.js'

/**
 * A streamer's one browser source in OBS.
 */
export default class Overlay extends OverlaySchema {
  static selfAssignPrimaryKey = true

  declare settings: OverlayRecord

  @belongsTo(() => User, { foreignKey: 'streamerId' })
  declare streamer: BelongsTo<typeof User>

  @beforeCreate()
  static assignId(overlay: Overlay) {
    overlay.id ??= uuidv7()
  }
}

/** As a record, which the column is. */
export type OverlayRecord = OverlaySettings & Record<string, unknown>
