import { TwitchAccountSchema } from '#database/schema'
import { beforeCreate } from '@adonisjs/lucid/orm'
import { uuidv7 } from '#core/ids'

/**
 * A user's link to Twitch. The token columns hold ciphertext; only the token
 * store reads or writes them.
 */
export default class TwitchAccount extends TwitchAccountSchema {
  static selfAssignPrimaryKey = true

  @beforeCreate()
  static assignId(account: TwitchAccount) {
    account.id ??= uuidv7()
  }
}
