import { CommandRefused, type CommandHandler, type ReceivedCommand } from './handler.ts'
import { idIn, payloadOf } from './payload.ts'
import type { FoundryPort } from '../port.ts'

/** Plays a sound of the world's own playlists to everybody; never an address from outside. */
export const soundPlay: CommandHandler = {
  type: 'sound.play',

  rehearse(world, command) {
    soundOf(world, command)
  },

  async execute(world, command) {
    const id = soundOf(world, command)
    await world.playSound(id)
    return { docIds: [id] }
  },

  /** A sound leaves nothing behind. */
  trace: () => null,
}

function soundOf(world: FoundryPort, command: ReceivedCommand): string {
  const id = idIn(payloadOf(command), 'soundId')
  if (world.sounds().some((sound) => sound.id === id)) return id
  throw new CommandRefused('sound_gone', 'No playlist of this world has that sound.')
}
