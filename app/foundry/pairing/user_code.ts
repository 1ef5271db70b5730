import { randomInt } from 'node:crypto'

/** Consonants only: nothing to misread, and no words. @see RFC 8628, section 6.1 */
const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ'
const HALF = 4

/** `BCDF-GHJK`: 20^8 codes, each alive for 15 minutes. */
export function newUserCode(): string {
  const letter = () => ALPHABET.charAt(randomInt(ALPHABET.length))
  const half = () => Array.from({ length: HALF }, letter).join('')
  return `${half()}-${half()}`
}

/** What a person typed, as it is stored; null when it cannot be a code. */
export function normaliseUserCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[^A-Z]/g, '')
  const isCode = letters.length === HALF * 2 && [...letters].every((one) => ALPHABET.includes(one))
  return isCode ? `${letters.slice(0, HALF)}-${letters.slice(HALF)}` : null
}
