import type { Command, CommandResultRequest, CommandType } from '../../../app/foundry/protocol.ts'
import type { FoundryPort } from '../port.ts'
import type { Ledger } from './ledger.ts'
import type { UnknownRecord } from '../records.ts'

/** A command as it arrives: its type and version may be of a later server. */
export type ReceivedCommand = Omit<Command, 'type' | 'v'> & { type: string; v: unknown }

/** What became of a command: the part of its result that the handler knows. */
export type Outcome = Pick<
  CommandResultRequest,
  'code' | 'message' | 'before' | 'after' | 'docIds'
> & {
  /** What it takes to undo it; stays in the world, in the ledger. */
  undo?: UnknownRecord
}

/** What was done before, for those who take it back. */
export type Past = Pick<Ledger, 'find' | 'markUndone'>

/**
 * The command cannot be carried out, and nothing was changed.
 * `message` is a sentence for the GM; `code` is for programs. `skipped` when there
 * is nothing to do, or the GM does not want it.
 */
export class CommandRefused extends Error {
  readonly code: string
  readonly status: 'failed' | 'skipped'

  constructor(code: string, message: string, status: 'failed' | 'skipped' = 'failed') {
    super(message)
    this.code = code
    this.status = status
  }
}

export interface CommandHandler {
  type: CommandType

  /**
   * Checks the payload and the world without changing anything. What it returns is
   * written down before the command takes effect: how things stood, for `undo`.
   *
   * @throws CommandRefused
   */
  rehearse(world: FoundryPort, command: ReceivedCommand, past: Past): UnknownRecord | void

  /**
   * Carries the command out, in one atomic step where Foundry allows it.
   *
   * @throws CommandRefused when nothing was changed
   */
  execute(world: FoundryPort, command: ReceivedCommand, past: Past): Promise<Outcome>

  /**
   * What the world shows of a command that was begun before a crash: its outcome
   * when its effect is there, null when that cannot be told.
   */
  trace(world: FoundryPort, command: ReceivedCommand): Outcome | null

  /** It changes nothing, so that after a crash it is simply done again. */
  isHarmless?: boolean

  /**
   * Takes the effect back, by what was written down of it. Absent where that means nothing.
   *
   * @throws CommandRefused when nothing was changed
   */
  undo?(world: FoundryPort, written: UnknownRecord): Promise<Outcome>
}
