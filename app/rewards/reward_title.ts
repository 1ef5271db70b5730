import { cleanText } from '#core/clean_text'

/** Twitch's limits, in characters. */
export const MAX_TITLE = 45
export const MAX_PROMPT = 200

/** A title that Twitch takes; the caller's fallback when nothing is left of it. */
export function fitTitle(title: string, fallback = 'Crowdcrit'): string {
  return cleanText(title, MAX_TITLE) || fallback
}

/**
 * Twitch wants titles unique on a channel: the first of "Title", "Title (2)",
 * "Title (3)" and so on that nobody has, cut to fit.
 */
export function uniqueTitle(title: string, taken: string[]): string {
  const used = new Set(taken.map((other) => other.toLowerCase()))
  const plain = title.replace(/ \(\d+\)$/, '')
  for (let count = 1; ; count++) {
    const suffix = count === 1 ? '' : ` (${count})`
    const base = [...plain]
      .slice(0, MAX_TITLE - suffix.length)
      .join('')
      .trimEnd()
    const candidate = `${base}${suffix}`
    if (!used.has(candidate.toLowerCase())) {
      return candidate
    }
  }
}
