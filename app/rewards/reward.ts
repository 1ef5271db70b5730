import { RewardSchema } from '#database/schema'
import { beforeCreate } from '@adonisjs/lucid/orm'
import { uuidv7 } from '#core/ids'

/**
 * The Twitch custom reward that stands for something of ours on a channel: what
 * is wanted of it, and how far Twitch has followed.
 *
 * States: `wanted` (to be made), `present`, `refused` (Twitch would not make it,
 * see failure), `gone` (deleted on Twitch by hand), `orphaned` (could not be
 * deleted), `retired` (is no more). With `retiredAt` it is on its way out.
 */
export default class Reward extends RewardSchema {
  static selfAssignPrimaryKey = true

  @beforeCreate()
  static assignId(reward: Reward) {
    reward.id ??= uuidv7()
  }
}
