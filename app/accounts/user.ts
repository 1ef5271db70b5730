import { UserSchema } from '#database/schema'
import { beforeCreate, hasOne } from '@adonisjs/lucid/orm'
import type { HasOne } from '@adonisjs/lucid/types/relations'
import { uuidv7 } from '#core/ids'
import TwitchAccount from '#twitch/twitch_account'

export default class User extends UserSchema {
  static selfAssignPrimaryKey = true

  @hasOne(() => TwitchAccount)
  declare twitch: HasOne<typeof TwitchAccount>

  @beforeCreate()
  static assignId(user: User) {
    user.id ??= uuidv7()
  }
}
