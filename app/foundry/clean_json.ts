import { cleanText } from '#core/clean_text'

const DEEPEST = 6
const LONGEST_TEXT = 1_000
const MOST_ENTRIES = 200
const HARMFUL_KEYS = ['__proto__', 'constructor', 'prototype']

/**
 * Free-form data from outside as PostgreSQL and a page can bear it: text cleaned
 * and cut, prototype keys gone, what is nested too deeply replaced by null.
 */
export function cleanJson(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') {
    return cleanText(value, LONGEST_TEXT)
  }

  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : null
  }

  if (typeof value === 'boolean') {
    return value
  }

  if (typeof value !== 'object' || value === null || depth >= DEEPEST) {
    return null
  }

  if (Array.isArray(value)) {
    return value.slice(0, MOST_ENTRIES).map((entry) => cleanJson(entry, depth + 1))
  }

  const entries = Object.entries(value)
    .slice(0, MOST_ENTRIES)
    .map(([key, entry]): [string, unknown] => [cleanText(key, 100), cleanJson(entry, depth + 1)])
    .filter(([key]) => !HARMFUL_KEYS.includes(key))
  return Object.fromEntries(entries)
}
