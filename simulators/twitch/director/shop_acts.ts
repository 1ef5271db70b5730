import { oneOf } from '../world/random.ts'
import { Problem } from '../http/problem.ts'
import { Fields } from '../../shared/fields.ts'
import type { Redemption, Reward, User } from '../world/model.ts'
import { type Act, anybody, type Company, type Scene } from './scene.ts'

const REDEMPTION = 'channel.channel_points_custom_reward_redemption'
const OWN_TITLE = 'Made for the crowd'
const INPUT = 'For the party!'

/** Redemptions of what is for sale; moderators settle those of a reward that no client manages. */
export function shopActs({ world, shop, settler, keeper }: Company): Act[] {
  /** Made by the broadcaster's own hand when it is first needed. Null without channel points. */
  const ownReward = (broadcaster: User): Reward | null => {
    const known = world.rewards.titled(broadcaster.id, OWN_TITLE)
    if (known) return known
    if (broadcaster.broadcasterType === '') return null
    return keeper.create(broadcaster, null, new Fields({ title: OWN_TITLE, cost: 10 }))
  }

  const forSale = (broadcaster: User): Reward[] =>
    world.rewards.of(broadcaster.id).filter(({ isEnabled, isPaused }) => isEnabled && !isPaused)

  /** Null when the shop says no: sold out, cooling down. */
  const sell = (reward: Reward | null, viewer: User): Redemption | null => {
    if (!reward) return null
    try {
      return shop.redeem(reward, viewer, INPUT)
    } catch (error) {
      if (error instanceof Problem) return null
      throw error
    }
  }

  const redeem = (scene: Scene) => {
    const { broadcaster, random } = scene
    sell(oneOf(random, forSale(broadcaster)) ?? ownReward(broadcaster), anybody(scene))
  }

  const settle = (scene: Scene) => {
    const sold = sell(ownReward(scene.broadcaster), anybody(scene))
    if (sold) settler.settle(sold, scene.random() < 0.5 ? 'FULFILLED' : 'CANCELED', 'moderator')
  }

  return [
    { sends: [`${REDEMPTION}.add`], weight: 15, play: redeem },
    { sends: [`${REDEMPTION}.update`, `${REDEMPTION}.add`], weight: 3, play: settle },
  ]
}
