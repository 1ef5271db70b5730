import { useNow } from './use_now.ts'
import { LOCALE } from '../locale.ts'

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

/**
 * Times as the reader's own zone and kind of English have them. Relative ones move on
 * by themselves.
 */
export function useTimes() {
  const clockTime = useNow()
  const words = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' })
  const both = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' })
  const time = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short' })
  const exact = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'medium' })
  const date = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full' })

  function relative(iso: string | null | undefined): string {
    if (!iso) {
      return 'never'
    }

    const seconds = (Date.parse(iso) - clockTime.value) / 1_000
    const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1]
    return words.format(Math.round(seconds / size), unit)
  }

  const absolute = (iso: string | null | undefined) => (iso ? both.format(new Date(iso)) : 'never')
  /** The time of day, and which day it is. */
  const clock = (iso: string) => time.format(new Date(iso))
  /** To the second. */
  const precise = (iso: string) => exact.format(new Date(iso))
  const day = (iso: string) => date.format(new Date(iso))

  return { relative, absolute, clock, precise, day }
}
