import { crowdActs } from './crowd_acts.ts'
import { shopActs } from './shop_acts.ts'
import { stageActs } from './stage_acts.ts'
import { questionActs } from './question_acts.ts'
import type { Act, Company } from './scene.ts'
import type { User } from '../world/model.ts'
import { oneOf, type Random, shuffle } from '../world/random.ts'

export interface Script {
  random: Random
  broadcasters: User[]
  viewers: User[]
  /** Event types or beginnings of them; without any, everything happens. */
  kinds: string[]
}

/**
 * Makes things of every kind happen, in an order that the seed decides: acts are drawn from a deck in
 * which each is as often as its weight, so that none stays away for long.
 */
export class Director {
  readonly #acts: Act[]
  readonly #script: Script
  #deck: Act[] = []

  constructor(company: Company, script: Script) {
    this.#script = script
    const all = [shopActs, crowdActs, stageActs, questionActs].flatMap((acts) => acts(company))
    const { kinds } = script
    this.#acts = all.filter(
      ({ sends }) =>
        kinds.length === 0 || kinds.some((kind) => sends.some((type) => type.startsWith(kind)))
    )
  }

  /** False when nothing of these kinds can happen at all. */
  get hasActs(): boolean {
    return this.#acts.length > 0 && this.#script.broadcasters.length > 0
  }

  act(): void {
    const { random, broadcasters, viewers } = this.#script
    if (this.#deck.length === 0) {
      const cards = this.#acts.flatMap((act) => Array.from({ length: act.weight }, () => act))
      this.#deck = shuffle(random, cards)
    }
    const broadcaster = oneOf(random, broadcasters)
    if (broadcaster) this.#deck.pop()?.play({ random, broadcaster, viewers })
  }
}
