import type { Fraction } from '#packs/draw/fraction'
import type { Fit } from '#packs/odds/chi_square'
import { toNumber } from './rates.ts'
import { LOCALE } from '../locale.ts'

const percents = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumSignificantDigits: 3 })
const listed = new Intl.ListFormat('en-GB')
const tenths = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 })
const counts = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 })

/** Rounded, for reading. */
export const percent = (share: number) => percents.format(share)
export const wholeNumber = (count: number) => counts.format(count)
/** With one place where a whole number would say too little. */
export const expectedText = (count: number) =>
  count < 10 ? tenths.format(count) : wholeNumber(count)

/** Exact, in lowest terms. */
export function fractionText({ numerator, denominator }: Fraction): string {
  const divisor = gcd(numerator, denominator)
  return divisor === 0n ? '0' : `${numerator / divisor}/${denominator / divisor}`
}

/** Both: `4% (1/25)`. */
export const rateText = (rate: Fraction) =>
  rate.numerator === 0n ? percent(0) : `${percent(toNumber(rate))} (${fractionText(rate)})`

/** `1 to 4`, or each where they are not in a row. */
export function numbersText(numbers: number[]): string {
  const [first, last] = [numbers[0], numbers.at(-1)]
  const isRow = numbers.length > 2 && numbers.at(-1) === numbers[0] + numbers.length - 1
  return isRow ? `${first} to ${last}` : listed.format(numbers.map(String))
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b)
}

/** What chi-square says, for people who do not know it. */
export function fitWords({ p }: Fit): string {
  if (p === null) {
    return 'There are too few packs yet to say more.'
  }
  if (p >= 0.05) {
    return `That fits: chance alone strays at least this far in ${percent(p)} of cases.`
  }
  if (p >= 0.001) {
    return `That is unusual: chance alone strays this far in only ${percent(p)} of cases. It happens; look again after more packs.`
  }
  return 'Chance alone would hardly do that, less than once in 1,000 cases. Check the streams below.'
}

/** The figures behind it, for those who do. */
export function fitFigures({ statistic, degrees, p }: Fit): string {
  const value = statistic === null ? 'beyond all bounds' : statistic.toFixed(2)
  const chance = p === null ? '' : `, p = ${p.toPrecision(3)}`
  return `Chi-square ${value} with ${degrees} degrees of freedom${chance}`
}
