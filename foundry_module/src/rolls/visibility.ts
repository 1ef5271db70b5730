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
 * unclear is hidden: a spoiler on stream cannot be taken back.
 */
export function isPublic(message: MessageView): boolean {
  if (message.blind !== false && message.blind !== undefined) return false
  if (!Array.isArray(message.whisper) || message.whisper.length > 0) return false
  if (message.mode !== null && HIDDEN_MODES.includes(message.mode)) return false
  return !message.rolls.some(
    ({ options }) =>
      isRecord(options) &&
      [options.rollMode, options.messageMode].some(
        (mode) => typeof mode === 'string' && HIDDEN_MODES.includes(mode)
      )
  )
}

/** Written, rewritten or undone by this module: reporting it would be an echo. */
export function isOurs(message: MessageView): boolean {
  return recordAt(message.flags, MODULE_ID) !== null
}
