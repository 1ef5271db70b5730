import type { Edition } from '#packs/draw/edition'

/** The one text of an edition, which its hash is of: JSON with sorted keys and no spaces. */
export function canonical(edition: Edition): string {
  return JSON.stringify(sorted(edition))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}
