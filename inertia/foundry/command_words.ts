import type { BadgeProps } from '@nuxt/ui'

/** What a kind of command does, as a GM calls it. */
const KINDS: Record<string, string> = {
  'roll.invert': 'Turn a roll upside down',
  'chat.send': 'Write into the chat',
  'gm.whisper': 'Whisper to the GMs',
  'stat.modify': 'Change a character’s number',
  'status.apply': 'Put on a condition',
  'status.remove': 'Take off a condition',
  'token.spawn': 'Place tokens',
  'sound.play': 'Play a sound',
  'macro.run': 'Run a ticked macro',
  'world.query': 'Look up names',
  'command.undo': 'Take something back',
}

const STATES: Record<string, { label: string; color: BadgeProps['color'] }> = {
  'queued': { label: 'Waiting', color: 'info' },
  'delivered': { label: 'At the table', color: 'info' },
  'done': { label: 'Done', color: 'success' },
  'failed': { label: 'Failed', color: 'error' },
  'skipped': { label: 'Left out', color: 'neutral' },
  'expired': { label: 'Came too late', color: 'error' },
  'uncertain': { label: 'Uncertain', color: 'warning' },
  'needs-gm': { label: 'Needs you', color: 'warning' },
  'unsupported': { label: 'Not known to the module', color: 'error' },
}

/** Steps of a command's story, the oldest first. */
const STEPS: Record<string, string> = {
  queued: 'Ordered',
  delivered: 'Handed to the table',
}

export const kindOf = (type: string) => KINDS[type] ?? type
export const stateOf = (status: string) =>
  STATES[status] ?? { label: status, color: 'neutral' as const }
export const stepOf = (status: string) => STEPS[status] ?? stateOf(status).label
