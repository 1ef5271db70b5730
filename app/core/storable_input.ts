/** Deeper than any form of ours. */
const DEEPEST = 24

/**
 * Data from outside as PostgreSQL can store it: no NUL and no lone surrogate in any text,
 * no key that would become a prototype, and null where it is nested too deeply for anything
 * of ours. What a text may say is for its validator.
 */
export function storableInput(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') {
    return storableText(value)
  }
  if (typeof value !== 'object' || value === null) {
    return value
  }
  if (depth >= DEEPEST) {
    return null
  }
  return Array.isArray(value)
    ? value.map((entry) => storableInput(entry, depth + 1))
    : storableRecord({ ...value }, depth)
}

export function storableRecord(
  record: Record<string, unknown>,
  depth = 0
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([key]) => key !== '__proto__')
      .map(([key, entry]) => [storableText(key), storableInput(entry, depth + 1)])
  )
}

/** Text as PostgreSQL can store it. */
export const storableText = (text: string) => text.replaceAll('\u0000', '').toWellFormed()
