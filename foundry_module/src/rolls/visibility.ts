import { MODULE_ID } from '../constants.ts'
import { isRecord, recordAt } from '../records.ts'
import type { MessageView } from '../port.ts'

/** Both generations' names. */
const HIDDEN_MODES = [
  'gm',
  'gmroll',
  'blind',
  'blindroll',
  'self',
  'selfroll',
  'whisper',
  'private',
]

/**
 * True only when every player at the table can read the message. Whatever is
 * unclear is hidden: a spoiler on stream cannot be taken back. `modes` is what the
 * game system itself notes of who may see it.
 */
export function isPublic(message: MessageView, modes: unknown[] = []): boolean {
  if (message.blind !== false && message.blind !== undefined) return false
  if (!Array.isArray(message.whisper) || message.whisper.length > 0) return false
  const ofRolls = message.rolls.flatMap(({ options }) =>
    isRecord(options) ? [options.rollMode, options.messageMode] : []
  )
  return ![message.mode, ...modes, ...ofRolls].some(isHidden)
}

function isHidden(mode: unknown): boolean {
  return typeof mode === 'string' && HIDDEN_MODES.includes(mode)
}

/** Written, rewritten or undone by this module: reporting it would be an echo. */
export function isOurs(message: MessageView): boolean {
  return recordAt(message.flags, MODULE_ID) !== null
}
