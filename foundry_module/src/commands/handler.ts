import type { Command, CommandResultRequest, CommandType } from '../../../app/foundry/protocol.ts'
import type { FoundryPort } from '../port.ts'

/** A command as it arrives: its type and version may be of a later server. */
export type ReceivedCommand = Omit<Command, 'type' | 'v'> & { type: string; v: unknown }

/** What became of a command: the part of its result that the handler knows. */
export type Outcome = Pick<CommandResultRequest, 'code' | 'message' | 'before' | 'after' | 'docIds'>

/**
 * The command cannot be carried out, and nothing was changed.
 * `message` is a sentence for the GM; `code` is for programs.
 */
export class CommandRefused extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

export interface CommandHandler {
  type: CommandType

  /**
   * Checks the payload and the world without changing anything.
   *
   * @throws CommandRefused
   */
  rehearse(world: FoundryPort, command: ReceivedCommand): void

  /**
   * Carries the command out, in one atomic step where Foundry allows it.
   *
   * @throws CommandRefused when nothing was changed
   */
  execute(world: FoundryPort, command: ReceivedCommand): Promise<Outcome>

  /**
   * What the world shows of a command that was begun before a crash: its outcome
   * when its effect is there, null when that cannot be told.
   */
  trace(world: FoundryPort, command: ReceivedCommand): Outcome | null
}
