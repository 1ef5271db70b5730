/** A share as it is kept and published: numerator and denominator, as written. */
export type Chance = [numerator: number, denominator: number]

/** Exact: nothing between a published chance and a card is rounded. */
export interface Fraction {
  numerator: bigint
  denominator: bigint
}

/** A chance as a fraction that can be reckoned with. */
export function fractionOf([numerator, denominator]: Chance): Fraction {
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) }
}

/** The sum, in lowest terms. */
export function sumOf(chances: Chance[]): Fraction {
  return chances.map(fractionOf).reduce(plus, { numerator: 0n, denominator: 1n })
}

/** Below 0, 0 or above 0, as `a` is less than, equal to or more than `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export const ONE: Fraction = { numerator: 1n, denominator: 1n }

/** The smallest number that all of these divide. */
export function leastCommonMultiple(numbers: bigint[]): bigint {
  return numbers.reduce((multiple, number) => (multiple / gcd(multiple, number)) * number, 1n)
}

/** The chances as whole numbers over the least common denominator. */
export function overOneDenominator(chances: Chance[]): { parts: bigint[]; denominator: bigint } {
  const denominator = leastCommonMultiple(chances.map((chance) => BigInt(chance[1])))
  const parts = chances.map(([over, under]) => (BigInt(over) * denominator) / BigInt(under))
  return { parts, denominator }
}

function plus(a: Fraction, b: Fraction): Fraction {
  const numerator = a.numerator * b.denominator + b.numerator * a.denominator
  const denominator = a.denominator * b.denominator
  const divisor = gcd(numerator, denominator)
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b)
}
