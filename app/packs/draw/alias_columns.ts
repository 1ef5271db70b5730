/** Of each entry: the part of its column that is its own, and whose the rest is. */
export interface AliasColumns {
  /** The sum of the weights: the height of each column. */
  height: bigint
  own: bigint[]
  alias: number[]
}

/** Vose's method in whole numbers; ADR 19 says which entry is paired with which. */
export function aliasColumns(weights: bigint[]): AliasColumns {
  const count = BigInt(weights.length)
  const height = weights.reduce((sum, weight) => sum + weight, 0n)
  const left = weights.map((weight) => weight * count)
  const own = weights.map(() => height)
  const alias = weights.map((_weight, entry) => entry)
  const indices = weights.map((_weight, entry) => entry)
  const small = indices.filter((entry) => left[entry] < height)
  const large = indices.filter((entry) => left[entry] >= height)

  let giver = 0
  for (let taker = 0; taker < small.length; taker++) {
    const [poor, rich] = [small[taker], large[giver]]
    own[poor] = left[poor]
    alias[poor] = rich
    left[rich] -= height - left[poor]
    if (left[rich] < height) {
      small.push(rich)
      giver++
    }
  }
  return { height, own, alias }
}
