export const MAX_NAME = 40
export const MAX_TEXT = 200

/** Control and format characters that could hide, reorder or break what is read. */
const INVISIBLE =
  /[\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu

/** A pile of combining marks paints over the neighbouring lines; three are enough for any script. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu

const LONE_SURROGATES = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/**
 * Plain text from outside, made harmless to read: one line, no control, bidirectional
 * or invisible characters, at most `max` characters. Not yet safe as HTML:
 * see `toMessageHtml`.
 */
export function cleanText(value: unknown, max: number): string {
  if (typeof value !== 'string') return ''

  // Cut early: nobody needs ten million characters looked at.
  const text = value
    .slice(0, max * 20)
    .replace(LONE_SURROGATES, '')
    .replace(/[\t\r\n\u2028\u2029]/g, ' ')
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(PILED_MARKS, '$1')
    .replace(/\s+/g, ' ')
    .trim()

  const characters = Array.from(text)
  if (characters.length <= max) return text
  return `${characters
    .slice(0, max - 1)
    .join('')
    .trimEnd()}…`
}

export function cleanName(value: unknown): string {
  return cleanText(value, MAX_NAME)
}
