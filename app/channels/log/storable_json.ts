import { storableText } from '#core/storable_input'

/** What PostgreSQL's jsonb refuses, as JSON writes it: NUL, and half of a character. */
const REFUSED = /\\u0000|\\ud[89a-f]/i

/** JSON that can be stored, whatever the texts from outside are. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value)
  // Hardly any has an escape at all, and looking for one is much faster than for these.
  return json.includes('\\u') && REFUSED.test(json) ? JSON.stringify(value, clean) : json
}

/** Names count too: a key of an object may hold what a text may. */
function clean(_name: string, value: unknown): unknown {
  if (typeof value === 'string') {
    return storableText(value)
  }
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [storableText(name), one]))
    : value
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
