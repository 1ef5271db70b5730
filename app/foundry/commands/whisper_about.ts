import type { CommandOrigin, CommandType } from '#foundry/protocol'

/** What the GMs are told of a command, while or before it happens. */
const WHAT: Partial<Record<CommandType, string>> = {
  'roll.invert': 'turns a roll upside down',
  'chat.send': 'says something in the chat',
  'stat.modify': 'changes a character’s number',
  'status.apply': 'puts a condition on somebody',
  'status.remove': 'takes a condition off somebody',
  'token.spawn': 'places tokens',
  'sound.play': 'plays a sound',
  'macro.run': 'runs a macro',
}

/**
 * A line for the GMs about an effect that viewers have paid for: who, and what.
 * Null for what is no effect, and for what whispers itself.
 */
export function whisperAbout(type: CommandType, { viewer, label }: CommandOrigin): string | null {
  const what = WHAT[type]
  if (what === undefined) {
    return null
  }
  return viewer === undefined ? `“${label}” ${what}.` : `“${label}”, with ${viewer}, ${what}.`
}
