import {
  CommandRefused,
  type CommandHandler,
  type ReceivedCommand,
  type Outcome,
} from './handler.ts'
import { checkLimits } from './limits.ts'
import { handlerFor } from './registry.ts'
import type { FoundryPort } from '../port.ts'
import { withinLimit } from '../within_limit.ts'
import type { Ledger, StoredResult } from './ledger.ts'

/** How long one command may take. Milliseconds. */
const LIMIT_MS = 10_000

export interface ExecutorOptions {
  world: FoundryPort
  ledger: Ledger
  /** The server's clock, milliseconds since 1970. */
  serverNow: () => number
  /** Asked before each command, and again when it is written down: lease held, and not paused unless it undoes. */
  mayExecute: (command: ReceivedCommand) => boolean
  /** Kinds of commands that a GM has switched off in the app. */
  switchedOff?: () => readonly string[]
  /** A result was written to the ledger and wants to be sent. */
  onResult: (command: ReceivedCommand, result: StoredResult) => void
  limitMs?: number
}

/** How it ended, with what the world keeps for an undo. */
type Ending = StoredResult & Pick<Outcome, 'undo'>

/**
 * Carries out commands in strict order, one at a time, each at most once: what
 * it is about to do is written down first, and a command that was begun before
 * a crash is never begun again.
 */
export class Executor {
  #options: ExecutorOptions
  /** Begun by this tab, which then found that it must not go on: nothing was done. */
  #untouched = new Set<string>()
  #isAtWork = false

  constructor(options: ExecutorOptions) {
    this.#options = options
  }

  /** In the middle of commands, of which other tabs may not have heard yet. */
  get isAtWork() {
    return this.#isAtWork
  }

  /** Returns the sequence number of the last command that was dealt with, or null. */
  async run(commands: ReceivedCommand[]): Promise<number | null> {
    this.#isAtWork = true
    try {
      return await this.#dealAll(commands)
    } finally {
      this.#isAtWork = false
    }
  }

  async #dealAll(commands: ReceivedCommand[]): Promise<number | null> {
    let last: number | null = null
    for (const command of [...commands].sort((a, b) => a.seq - b.seq)) {
      if (!this.#options.mayExecute(command)) break
      if (!(await this.#deal(command))) break
      last = command.seq
    }
    return last
  }

  /** Returns false when it is left to whoever is in charge by now. */
  async #deal(command: ReceivedCommand): Promise<boolean> {
    const { ledger, onResult } = this.#options
    const known = ledger.find(command.id)
    if (known?.result) {
      // The server asks again: what it was told did not last, or is still on its way.
      if (known.acknowledged) await ledger.finish(command.id, known.result)
      onResult(command, known.result)
      return true
    }

    const isTouched = known !== null && !this.#untouched.delete(command.id)
    const isBegun = isTouched && !handlerFor(command.type)?.isHarmless
    const ending = isBegun ? this.#recover(command) : await this.#first(command)
    if (!ending) return false

    const { undo, ...result } = ending
    await ledger.finish(command.id, result, undo, command.type)
    onResult(command, result)
    return true
  }

  /** Begun before a crash: done when the world shows it, else only the GM can tell. */
  #recover(command: ReceivedCommand): Ending {
    const outcome = this.#trace(command)
    if (outcome) return { ...outcome, status: 'done' }
    return {
      status: 'uncertain',
      code: 'interrupted',
      message: 'The browser was interrupted while carrying this out.',
    }
  }

  async #first(command: ReceivedCommand): Promise<Ending | null> {
    // Written so that an unreadable time counts as over.
    if (!(this.#options.serverNow() < Date.parse(command.expiresAt))) {
      return { status: 'expired', code: 'expired', message: 'It came too late.' }
    }
    const handler = command.v === 1 ? handlerFor(command.type) : null
    if (!handler) {
      return {
        status: 'unsupported',
        code: 'unsupported',
        message: 'This version of the module does not know the command.',
      }
    }
    return this.#carryOut(handler, command)
  }

  async #carryOut(handler: CommandHandler, command: ReceivedCommand): Promise<Ending | null> {
    const { world, ledger, limitMs = LIMIT_MS } = this.#options
    const startedAt = performance.now()
    const took = () => ({ durationMs: Math.round(performance.now() - startedAt) })

    try {
      const before = handler.rehearse(world, command, ledger) ?? null
      if (command.dryRun) return { status: 'done', code: 'dry_run', ...took() }

      const at = this.#options.serverNow()
      checkLimits(world, ledger, command.type, at, this.#options.switchedOff?.())
      await ledger.begin(command.id, command.type, before, at)
      // The page may have slept meanwhile, and another tab be in charge by now.
      if (!this.#options.mayExecute(command)) {
        this.#untouched.add(command.id)
        return null
      }
      const outcome = await withinLimit(handler.execute(world, command, ledger), limitMs)
      if (outcome) return { ...outcome, status: 'done', ...took() }
      return {
        status: 'uncertain',
        code: 'timeout',
        message: 'Foundry did not answer within ten seconds.',
        ...took(),
      }
    } catch (error) {
      return { ...this.#failure(command, error), ...took() }
    }
  }

  /** What took effect before Foundry refused the rest is not called off by that. */
  #failure(command: ReceivedCommand, error: unknown): Ending {
    if (error instanceof CommandRefused) {
      return { status: error.status, code: error.code, message: error.message }
    }
    console.error('Crowdcrit: a command failed', error)
    const outcome = this.#trace(command)
    if (outcome) {
      const message = 'Foundry refused a part of it; the rest took effect.'
      return { ...outcome, status: 'done', code: 'in_part', message }
    }
    return { status: 'failed', code: 'foundry_error', message: 'Foundry refused the change.' }
  }

  #trace(command: ReceivedCommand): Outcome | null {
    try {
      return handlerFor(command.type)?.trace(this.#options.world, command) ?? null
    } catch {
      return null
    }
  }
}
