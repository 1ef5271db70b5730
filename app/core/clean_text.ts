/** Control, format (bidirectional overrides, zero width) and lone surrogate characters. */
const UNWANTED = /[\p{Cc}\p{Cf}\p{Cs}]/gu

/**
 * Makes text from outside safe to store and to show as text: no NUL (which
 * PostgreSQL refuses), no control or bidirectional characters, no lone
 * surrogates, at most `max` characters.
 */
export function cleanText(text: string, max: number): string {
  const cleaned = text
    .slice(0, max * 4)
    .replace(UNWANTED, '')
    .trim()
  return [...cleaned].slice(0, max).join('')
}
