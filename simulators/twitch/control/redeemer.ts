import { setImmediate, setTimeout as pause } from 'node:timers/promises'
import type { Shop } from '../acts/shop.ts'
import type { World } from '../world/world.ts'
import { Problem } from '../http/problem.ts'
import type { Redemption, Reward, User } from '../world/model.ts'

export interface RedeemOrder {
  reward: Reward
  viewers: User[]
  /** Redemptions per viewer. */
  count: number
  input: string
  /** Paces them; 0 redeems all at once. */
  perSecond: number
}

const AT_ONCE = 200

/** Lets a crowd redeem: all at once or at a steady pace, without starving the sockets. */
export class Redeemer {
  readonly #shop: Shop
  readonly #world: World

  constructor(shop: Shop, world: World) {
    this.#shop = shop
    this.#world = world
  }

  /** @throws Problem when nothing at all could be redeemed; its code is the first refusal's */
  async redeem(order: RedeemOrder) {
    const made: Redemption[] = []
    const refused = new Map<string, number>()
    let firstRefusal: Problem | null = null
    const total = order.viewers.length * order.count
    const start = performance.now()

    for (let done = 0; done < total;) {
      const due =
        order.perSecond > 0
          ? Math.min(total, Math.floor(((performance.now() - start) * order.perSecond) / 1000) + 1)
          : Math.min(total, done + AT_ONCE)
      for (; done < due; done += 1) {
        const viewer = order.viewers[done % order.viewers.length]
        if (!viewer) break
        try {
          made.push(this.#shop.redeem(order.reward, viewer, order.input))
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          firstRefusal ??= error
          refused.set(error.code, (refused.get(error.code) ?? 0) + 1)
        }
      }
      if (done < total) await (order.perSecond > 0 ? pause(1) : setImmediate())
    }
    if (made.length === 0 && firstRefusal) throw firstRefusal
    return {
      ids: made.map(({ id }) => id),
      redemptions: made.map(({ id, userId, redeemedAt }) => ({
        id,
        userId,
        userLogin: this.#world.users.byId(userId)?.login ?? '',
        redeemedAt,
      })),
      refused: [...refused].map(([code, count]) => ({ code, count })),
    }
  }
}
