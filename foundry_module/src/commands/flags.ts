import { MODULE_ID } from '../constants.ts'
import { finiteOr, recordAt, type UnknownRecord } from '../records.ts'
import type { MessageView } from '../port.ts'

/** What is kept with a roll that was turned upside down, enough to turn it back. */
export interface InversionRecord {
  commandId: string
  /** How: the roll itself was changed, or another message stands for it. */
  way: 'rewrite' | 'supersede'
  before: number
  after: number
  /** Plain text: why, and who. */
  reason: string
  viewer: string
  /** Serialised roll as it was; null when it was not touched. */
  originalRoll: string | null
  originalContent: string | null
  /** The message that stands for it. */
  replacementId: string | null
  undone: boolean
}

const keyOf = (rollIndex: number) => `r${rollIndex}`

/** The module's flags for a message whose roll was inverted. */
export function inversionFlags(rollIndex: number, record: InversionRecord): UnknownRecord {
  return { inversions: { [keyOf(rollIndex)]: record } }
}

export function inversionOf(message: MessageView, rollIndex: number): InversionRecord | null {
  return read(recordAt(message.flags, MODULE_ID, 'inversions', keyOf(rollIndex)))
}

/** All of a message's inversions with the index of their roll. */
export function inversionsOf(
  flags: UnknownRecord
): { rollIndex: number; record: InversionRecord }[] {
  const all = recordAt(flags, MODULE_ID, 'inversions') ?? {}
  return Object.keys(all).flatMap((key) => {
    const record = read(recordAt(all, key))
    return record && /^r\d{1,3}$/.test(key) ? [{ rollIndex: Number(key.slice(1)), record }] : []
  })
}

/** Flags are world data that anyone with the right may have changed: read with care. */
function read(found: UnknownRecord | null): InversionRecord | null {
  if (!found || typeof found.commandId !== 'string') return null
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return {
    commandId: found.commandId,
    way: found.way === 'supersede' ? 'supersede' : 'rewrite',
    before: finiteOr(found.before, 0),
    after: finiteOr(found.after, 0),
    reason: text(found.reason) ?? '',
    viewer: text(found.viewer) ?? '',
    originalRoll: text(found.originalRoll),
    originalContent: text(found.originalContent),
    replacementId: text(found.replacementId),
    undone: found.undone === true,
  }
}
