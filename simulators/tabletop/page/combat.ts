import type { CombatData } from '../shared.ts'
import type { Tabletop } from './tabletop.ts'

/** A fight, as both generations have it: it has started from the first round on. */
export class CombatDocument {
  #data: CombatData
  #table: Tabletop

  constructor(data: CombatData, table: Tabletop) {
    this.#data = data
    this.#table = table
  }

  get id() {
    return this.#data._id
  }
  get round() {
    return this.#data.round
  }
  get started() {
    return this.round > 0
  }

  async startCombat() {
    return this.#enter(1)
  }

  async nextRound() {
    return this.#enter(this.round + 1)
  }

  async delete() {
    await this.#table.line.ask({ op: 'deleteCombat', id: this.id })
    return this
  }

  async #enter(round: number) {
    await this.#table.line.ask({ op: 'updateCombat', id: this.id, round })
    return this
  }
}
