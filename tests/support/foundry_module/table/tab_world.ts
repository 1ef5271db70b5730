import { FakeWorld } from '../fake_world.js'
import type { NewMessage } from '../../../../foundry_module/src/port.ts'
import type { SimulatedTab } from './simulated_tab.js'

/** What happens to a tab at its next write: Foundry has it, and the tab does not learn of it. */
export type Interruption = 'freeze' | 'die'

/**
 * One tab's view of the world that all share. A write reaches Foundry at once; that
 * it did is learnt when the tab is awake.
 */
export class TabWorld extends FakeWorld {
  interruption: Interruption | null = null
  /** How many writes go through before the interruption. */
  writesLeft = 0

  constructor(
    shared: FakeWorld,
    readonly tab: SimulatedTab
  ) {
    super()
    this.messages = shared.messages
    this.settings = shared.settings
    this.played = shared.played
  }

  override info() {
    const { gm } = this.tab
    return { ...super.info(), user: { id: gm, name: gm, isGM: true } }
  }
  override isCandidate() {
    return this.tab.table.activeGm === this.tab.gm
  }
  override sounds() {
    return this.tab.table.sounds
  }
  override async playSound(id: string) {
    await this.tab.awake()
    this.tab.table.note(id, this.tab)
    await super.playSound(id)
    await this.#learn()
  }
  override async createMessage(message: NewMessage) {
    await this.tab.awake()
    this.tab.table.note(message.id, this.tab)
    await super.createMessage(message)
    await this.#learn()
  }
  override async writeSetting(key: string, value: unknown) {
    await this.tab.awake()
    await super.writeSetting(key, value)
    await this.#learn()
  }

  async #learn() {
    if (this.interruption && this.writesLeft-- <= 0) {
      const { interruption } = this
      this.interruption = null
      if (interruption === 'freeze') this.tab.freeze()
      else this.tab.die()
    }
    await this.tab.awake()
  }
}
