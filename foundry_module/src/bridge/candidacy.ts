import type { FoundryPort } from '../port.ts'
import type { LeaseWatch } from './lease_watch.ts'

/** How long the GM whom Foundry chose has the first say. Milliseconds. */
const STAND_IN_AFTER_MS = 30_000

/**
 * Whether this tab would take the lease, or keep it. Foundry chooses one of the GMs present, but that GM's
 * browser may not be paired, or not any more: when nobody is in charge for a while, another one
 * stands in, and stays as long as nobody else is in charge. What it is at work on it finishes.
 */
export class Candidacy {
  #world: Pick<FoundryPort, 'isCandidate'>
  #lease: LeaseWatch
  #isAtWork: () => boolean
  #standsIn = false

  constructor(world: Pick<FoundryPort, 'isCandidate'>, lease: LeaseWatch, isAtWork: () => boolean) {
    this.#world = world
    this.#lease = lease
    this.#isAtWork = isAtWork
  }

  isCandidate(): boolean {
    const isChosen = this.#world.isCandidate()
    if (isChosen || this.#lease.state.holder !== null) this.#standsIn = false
    else if (this.#lease.isVacantFor(STAND_IN_AFTER_MS)) this.#standsIn = true
    const isBusy = this.#lease.isHeld && this.#isAtWork()
    return isChosen || this.#standsIn || isBusy
  }
}
