import { Executor } from '../commands/executor.ts'
import { finiteOr } from '../records.ts'
import type { BridgeApi } from './bridge_api.ts'
import type { FoundryPort } from '../port.ts'
import type { Ledger, StoredResult } from '../commands/ledger.ts'
import type { ReceivedCommand } from '../commands/handler.ts'
import type { Standing } from './standing.ts'

/** A break too short to be heard of may have held commands back. Milliseconds. */
const RECHECK_MS = 60_000

export interface CommandFeedOptions {
  world: FoundryPort
  ledger: Ledger
  api: BridgeApi
  clientId: string
  standing: Standing
  /** There may be something: `work` is to be called. */
  onNews: () => void
  onResult: (command: ReceivedCommand, result: StoredResult) => void
}

/** Pulls what is open at the server and has it carried out, while this tab is in charge. */
export class CommandFeed {
  #options: CommandFeedOptions
  #executor: Executor
  /** Sequence number of the newest command that was heard of. */
  #head = 0
  /** Up to there nothing was open when it was last looked, and when that was. */
  #quietHead = 0
  #quietSince = 0

  constructor(options: CommandFeedOptions) {
    const { world, ledger, standing, onResult } = options
    this.#options = options
    this.#executor = new Executor({
      world,
      ledger,
      serverNow: () => standing.clock.now(),
      mayExecute: ({ type }) => standing.mayExecute(type),
      switchedOff: () => standing.config.switchedOff,
      onResult,
    })
  }

  get isAtWork() {
    return this.#executor.isAtWork
  }

  /** The newest command there is, as it was told. */
  notice(head: unknown) {
    this.#head = Math.max(this.#head, finiteOr(head, 0))
    const isOld = Date.now() - this.#quietSince > RECHECK_MS
    if (this.#head > this.#quietHead || (isOld && this.#head > 0)) this.#options.onNews()
  }

  /** What was looked at before is to be looked at again; the ledger knows what was done. */
  forget() {
    this.#quietHead = 0
  }

  /**
   * From the beginning each time: the server hands out what is not answered yet.
   *
   * @throws BridgeFailure
   */
  async work() {
    const { api, clientId, standing } = this.#options
    const { lease } = standing
    const known = this.#head
    let after = 0
    while (lease.isHeld) {
      const askedAt = Date.now()
      const answer = await api.commands(after, clientId, lease.state.fencing)
      if (standing.answered(answer, askedAt)) this.forget()
      if (answer.commands.length === 0) return this.#quiet(after === 0 ? known : 0)

      const last = await this.#executor.run(answer.commands)
      if (last === null || last <= after) return
      after = last
    }
  }

  #quiet(head: number) {
    this.#quietHead = Math.max(this.#quietHead, head)
    this.#quietSince = Date.now()
  }
}
