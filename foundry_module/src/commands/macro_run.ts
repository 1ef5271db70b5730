import { allowedMacros } from './allowed_macros.ts'
import { CommandRefused, type CommandHandler, type ReceivedCommand } from './handler.ts'
import { idIn, payloadOf } from './payload.ts'
import type { FoundryPort } from '../port.ts'

/**
 * Runs a macro of this world that the GM of this browser has ticked. Nothing of the
 * command reaches it: neither code nor arguments come from outside.
 */
export const macroRun: CommandHandler = {
  type: 'macro.run',

  rehearse(world, command) {
    macroOf(world, command)
  },

  async execute(world, command) {
    const id = macroOf(world, command)
    await world.runMacro(id)
    return { docIds: [id] }
  },

  /** What a macro did is its own business. */
  trace: () => null,
}

function macroOf(world: FoundryPort, command: ReceivedCommand): string {
  const id = idIn(payloadOf(command), 'macroId')
  if (allowedMacros(world).some((macro) => macro.id === id)) return id
  throw new CommandRefused('macro_not_allowed', 'The GM in charge has not ticked that macro.')
}
