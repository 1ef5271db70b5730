import { allowedMacros } from './allowed_macros.ts'
import { cleanName } from '../text/clean_text.ts'
import { CommandRefused, type CommandHandler, type ReceivedCommand } from './handler.ts'
import { payloadOf } from './payload.ts'
import type { Choice, FoundryPort } from '../port.ts'

/** As many as a result may carry. */
const MOST = 100

/** Tells what a GM can pick from, by name; changes nothing. */
export const worldQuery: CommandHandler = {
  type: 'world.query',

  rehearse(world, command) {
    choicesOf(world, command)
  },

  async execute(world, command) {
    const choices = choicesOf(world, command)
    const shown = choices.slice(0, MOST).map(({ id, name }) => ({ id, name: cleanName(name) }))
    return { after: { choices: shown, total: choices.length } }
  },

  isHarmless: true,
  trace: () => null,
}

function choicesOf(world: FoundryPort, command: ReceivedCommand): Choice[] {
  switch (payloadOf(command).what) {
    case 'actors':
      return world.actors()
    case 'statuses':
      return world.statuses()
    case 'macros':
      return allowedMacros(world)
    case 'sounds':
      return world.sounds()
    case 'scenes':
      return world.scenes()
    default:
      throw new CommandRefused('unknown_question', 'This version cannot answer that question.')
  }
}
