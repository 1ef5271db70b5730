import { CommandFeed } from './command_feed.ts'
import { Ledger, type StoredResult } from '../commands/ledger.ts'
import { newId } from '../new_id.ts'
import { Outgoing } from './outgoing.ts'
import { Pump } from './pump.ts'
import { RollReporter } from '../rolls/roll_reporter.ts'
import type { BridgeApi } from './bridge_api.ts'
import type { FoundryPort } from '../port.ts'
import type { ReceivedCommand } from '../commands/handler.ts'
import type { Standing } from './standing.ts'

export interface DutiesOptions {
  world: FoundryPort
  api: BridgeApi
  clientId: string
  standing: Standing
  onResult: (command: ReceivedCommand, result: StoredResult) => void
  onFailure: (failure: unknown) => void
}

/** What a tab does while it is in charge: carries out commands, reports results and rolls. */
export class Duties {
  readonly rolls: RollReporter
  #options: DutiesOptions
  #ledger: Ledger
  #outgoing: Outgoing
  #feed: CommandFeed
  #commanding = this.#pump(() => this.#feed.work())
  #results = this.#pump(() => this.#outgoing.results(this.#ledger))
  #reporting = this.#pump(() => this.#outgoing.rolls(this.rolls))
  #presence = this.#pump(() => this.#tellPresence())
  #isPresenceDue = false

  constructor(options: DutiesOptions) {
    const { world, api, clientId, standing } = options
    this.#options = options
    this.#ledger = new Ledger(world)
    this.#outgoing = new Outgoing(api, clientId, standing.lease)
    this.#feed = new CommandFeed({
      ...{ world, ledger: this.#ledger, api, clientId, standing },
      onNews: () => this.#commanding.kick(),
      onResult: (command, result) => {
        options.onResult(command, result)
        this.#results.kick()
      },
    })
    this.rolls = new RollReporter({
      world,
      config: () => standing.config,
      toServerTime: (time) => standing.clock.toServerTime(time),
      onReady: () => this.#reporting.kick(),
    })
  }

  /** In the middle of a command: nobody else must be in charge before the world has heard of it. */
  get isAtWork() {
    return this.#feed.isAtWork
  }

  /** The newest command there is, as the server told it. */
  notice(head: unknown) {
    this.#feed.notice(head)
  }

  /** Whoever takes over looks at everything that is still open. */
  takeOver() {
    this.#feed.forget()
  }

  /** What was held back during a break comes with an old sequence number. */
  pauseTurned() {
    this.#feed.forget()
    this.#commanding.kick()
  }

  /** Whatever has waited for the server is told. */
  tell() {
    this.#results.kick()
    this.#reporting.kick()
    this.#presence.kick()
  }

  /** Characters, the fight or the scene may be others now. Told once this tab is in charge. */
  reportPresence() {
    this.#isPresenceDue = true
    this.#presence.kick()
  }

  stop() {
    const pumps = [this.#commanding, this.#results, this.#reporting, this.#presence]
    for (const pump of pumps) pump.stop()
  }

  /** One after the other, each as it is when it is sent: the last word counts. */
  async #tellPresence() {
    const { world, standing } = this.#options
    if (!this.#isPresenceDue || !standing.lease.isHeld) return
    this.#isPresenceDue = false
    const event = {
      eventId: `presence:${newId()}`,
      type: 'presence',
      at: new Date(standing.clock.now()).toISOString(),
      characters: world.characters(),
      situation: world.situation(),
    } as const
    try {
      await this.#outgoing.presence(event)
    } catch (failure) {
      this.#isPresenceDue = true
      throw failure
    }
  }

  #pump(work: () => Promise<void>) {
    return new Pump(work, (failure) => this.#options.onFailure(failure))
  }
}
