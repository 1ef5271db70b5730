import { randomUUID } from 'node:crypto'
import { badRequest } from '../http/problem.ts'
import { isInStock } from '../world/rewards.ts'
import { redemptionNotice } from './reward_events.ts'
import type { Hub } from '../eventsub/hub.ts'
import type { World } from '../world/world.ts'
import type { Redemption, Reward, User } from '../world/model.ts'

const MAX_INPUT = 500

/** Sells rewards to viewers, and refuses what Twitch's own shop would. */
export class Shop {
  readonly #world: World
  readonly #hub: Hub

  constructor(world: World, hub: Hub) {
    this.#world = world
    this.#hub = hub
  }

  /** @throws Problem 400 whose code says why it is not for sale */
  redeem(reward: Reward, viewer: User, input: string): Redemption {
    this.#assertForSale(reward, viewer, input)
    const { clock, redemptions, wallets } = this.#world
    const { id, title, prompt, cost } = reward
    const at = clock.now()
    const redemption: Redemption = {
      id: randomUUID(),
      sequence: redemptions.nextSequence(),
      broadcasterId: reward.broadcasterId,
      userId: viewer.id,
      userInput: reward.isUserInputRequired ? input : '',
      status: reward.skipsQueue ? 'FULFILLED' : 'UNFULFILLED',
      redeemedAt: clock.stamp(at),
      reward: { id, title, prompt, cost },
      settledBy: reward.skipsQueue ? 'twitch' : null,
      settledAt: reward.skipsQueue ? clock.stamp(at) : null,
    }
    redemptions.add(redemption)
    wallets.change(reward.broadcasterId, viewer.id, -cost)
    reward.soldThisStream += 1
    reward.soldPerUser.set(viewer.id, (reward.soldPerUser.get(viewer.id) ?? 0) + 1)
    if (reward.globalCooldown.enabled) {
      reward.cooldownUntil = at + reward.globalCooldown.value * 1000
    }
    this.#hub.publish(redemptionNotice(this.#world, 'add', redemption))
    this.#world.changed()
    return redemption
  }

  #assertForSale(reward: Reward, viewer: User, input: string): void {
    const { clock, wallets } = this.#world
    const no = (code: string, why: string) => badRequest(`"${reward.title}" ${why}`, code)
    if (!reward.isEnabled) throw no('REWARD_DISABLED', 'is disabled')
    if (reward.isPaused) throw no('REWARD_PAUSED', 'is paused')
    if (!isInStock(reward)) throw no('OUT_OF_STOCK', 'is sold out for this stream')
    const { maxPerUserPerStream: perUser } = reward
    if (perUser.enabled && (reward.soldPerUser.get(viewer.id) ?? 0) >= perUser.value) {
      throw no('MAX_PER_USER', `can be redeemed ${perUser.value} times per viewer and stream`)
    }
    if (reward.cooldownUntil !== null && reward.cooldownUntil > clock.now()) {
      throw no('GLOBAL_COOLDOWN', 'is cooling down')
    }
    if (reward.isUserInputRequired && input.trim() === '') {
      throw no('INPUT_REQUIRED', 'asks for a text')
    }
    if (input.length > MAX_INPUT) throw no('INPUT_TOO_LONG', `takes ${MAX_INPUT} characters`)
    const balance = wallets.balance(reward.broadcasterId, viewer.id)
    if (balance !== null && balance < reward.cost) {
      throw no('NOT_ENOUGH_POINTS', `costs ${reward.cost}, the viewer has ${balance}`)
    }
  }
}
