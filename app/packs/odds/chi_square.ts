import { upperGamma } from '#packs/odds/incomplete_gamma'

/** One draw's outcomes: how often each came, and how often it was to be expected. */
export interface Stratum {
  observed: number[]
  expected: number[]
}

export interface Fit {
  /** Null when something came that could not. */
  statistic: number | null
  degrees: number
  /** How often chance alone strays at least as far; null when there is too little to say. */
  p: number | null
}

/** Below this an outcome is too rare for the approximation: such are taken together. */
const LEAST_EXPECTED = 5

/** Pearson's chi-square over independent strata: statistics and degrees of freedom add up. */
export function fitOf(strata: Stratum[]): Fit {
  let statistic = 0
  let degrees = 0
  for (const stratum of strata) {
    const cells = pooled(stratum)
    if (cells.length < 2) continue
    statistic += cells.reduce((sum, cell) => sum + deviation(cell), 0)
    degrees += cells.length - 1
  }
  if (strata.some(hasImpossible)) return { statistic: null, degrees, p: 0 }
  return { statistic, degrees, p: degrees === 0 ? null : upperGamma(degrees / 2, statistic / 2) }
}

const hasImpossible = ({ observed, expected }: Stratum) =>
  expected.some((amount, index) => amount === 0 && observed[index] > 0)

interface Cell {
  observed: number
  expected: number
}

/** Rare outcomes as one; together with the rarest of the others while they are still too rare. */
function pooled({ observed, expected }: Stratum): Cell[] {
  const cells = expected
    .map((amount, index) => ({ expected: amount, observed: observed[index] }))
    .filter((cell) => cell.expected > 0)
    .sort((a, b) => a.expected - b.expected)
  const rare: Cell = { observed: 0, expected: 0 }
  while (cells.length > 0 && isRare(cells[0], rare)) {
    const cell = cells.shift()
    rare.observed += cell?.observed ?? 0
    rare.expected += cell?.expected ?? 0
  }
  return rare.expected > 0 ? [rare, ...cells] : cells
}

const isRare = (cell: Cell, rare: Cell) =>
  cell.expected < LEAST_EXPECTED || (rare.expected > 0 && rare.expected < LEAST_EXPECTED)

const deviation = ({ observed, expected }: Cell) => (observed - expected) ** 2 / expected
