import { redemptionNotice } from './reward_events.ts'
import type { Hub } from '../eventsub/hub.ts'
import type { World } from '../world/world.ts'
import type { Redemption, Settler as SettledBy } from '../world/model.ts'

/** Ends redemptions; a refund gives the points back. */
export class Settler {
  readonly #world: World
  readonly #hub: Hub

  constructor(world: World, hub: Hub) {
    this.#world = world
    this.#hub = hub
  }

  settle(redemption: Redemption, status: 'FULFILLED' | 'CANCELED', by: SettledBy): void {
    const { redemptions, wallets, clock } = this.#world
    redemptions.settle(redemption, status, by, clock.stamp())
    if (status === 'CANCELED') {
      wallets.change(redemption.broadcasterId, redemption.userId, redemption.reward.cost)
    }
    this.#hub.publish(redemptionNotice(this.#world, 'update', redemption))
    this.#world.changed()
  }
}
