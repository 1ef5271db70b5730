import { type Fraction, sumOf } from '#packs/draw/fraction'

/** A probability, exactly: `numerator` of `denominator`. */
export type Chance = {
  numerator: number
  denominator: number
}

/** Of the table. */
export const LARGEST_DENOMINATOR = 1_000_000_000

const FRACTION = /^(\d{1,10})\s*\/\s*(\d{1,10})$/
const PER_CENT = /^(\d{1,3})(?:[.,](\d{1,7}))?\s*%$/
const SHARE = /^([01])(?:[.,](\d{1,9}))?$/

/** A chance as people write it: "1/200", "0.5 %" or "0.005"; null for anything else. */
export function parseChance(text: string): Chance | null {
  const written = text.trim()
  const [, of, all] = FRACTION.exec(written) ?? []
  if (of && all) {
    return valid(BigInt(of), BigInt(all))
  }
  const [, percent, parts = ''] = PER_CENT.exec(written) ?? []
  if (percent) {
    return valid(BigInt(percent + parts), 100n * 10n ** BigInt(parts.length))
  }
  const [, whole, decimals = ''] = SHARE.exec(written) ?? []
  return whole ? valid(BigInt(whole + decimals), 10n ** BigInt(decimals.length)) : null
}

/** The way it reads best: per cent where that is exact and short, else the fraction. */
export function chanceText({ numerator, denominator }: Chance): string {
  const shares = numerator * 10_000
  return shares % denominator === 0
    ? `${shares / denominator / 100} %`
    : `${numerator}/${denominator}`
}

export const sumOfChances = (chances: readonly Chance[]): Fraction =>
  sumOf(chances.map(({ numerator, denominator }) => [numerator, denominator]))

/** What a sum lacks to 1; negative when it is more. */
export const missingTo1 = ({ numerator, denominator }: Fraction): Fraction => ({
  numerator: denominator - numerator,
  denominator,
})

export const isOne = ({ numerator, denominator }: Fraction) => numerator === denominator

export const numberOf = ({ numerator, denominator }: Chance | Fraction) =>
  Number(numerator) / Number(denominator)

/** An exact sum for people, without its sign. */
export function sumText({ numerator, denominator }: Fraction): string {
  const size = numerator < 0n ? -numerator : numerator
  const shares = size * 1_000_000n
  return shares % denominator === 0n
    ? `${Number(shares / denominator) / 10_000} %`
    : `${size}/${denominator}`
}

function valid(of: bigint, all: bigint): Chance | null {
  if (all === 0n || of > all) {
    return null
  }
  const { numerator, denominator } = sumOfChances([
    { numerator: Number(of), denominator: Number(all) },
  ])
  return denominator <= BigInt(LARGEST_DENOMINATOR)
    ? { numerator: Number(numerator), denominator: Number(denominator) }
    : null
}
