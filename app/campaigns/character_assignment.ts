import { CharacterAssignmentSchema } from '#database/schema'
import { beforeCreate, belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#accounts/user'
import { uuidv7 } from '#core/ids'

export default class CharacterAssignment extends CharacterAssignmentSchema {
  static selfAssignPrimaryKey = true

  @belongsTo(() => User, { foreignKey: 'streamerId' })
  declare streamer: BelongsTo<typeof User>

  @beforeCreate()
  static assignId(assignment: CharacterAssignment) {
    assignment.id ??= uuidv7()
  }
}
