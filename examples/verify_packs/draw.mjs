import { createHmac } from 'node:crypto'

/** Draws a pack as ADR 19 says: `[{ slot, rarity, cardId, variantId }]`. */
export function draw(edition, seed, opening) {
  const random = new Random(seed, opening)
  const top = edition.rarities.length - 1
  const pityHolds = edition.pityAfter !== null && opening.pityBefore >= edition.pityAfter
  const drawn = []
  for (const [slot, minimum] of edition.slots.entries()) {
    const isLast = slot === edition.slots.length - 1
    const hasTop = drawn.some(({ rarity }) => rarity === top)
    const rarity = pityHolds && isLast && !hasTop ? top : drawRarity(edition, minimum ?? 0, random)
    drawn.push({ slot, rarity, ...drawCard(edition, rarity, random) })
  }
  return drawn
}

function drawRarity({ rarities }, minimum, random) {
  const allowed = rarities.slice(minimum).map(({ chance }) => chance)
  return minimum + pick(overOneDenominator(allowed).weights, random)
}

function drawCard({ cards }, rarity, random) {
  const candidates = cards.filter((card) => card.rarity === rarity)
  const card =
    candidates[
      pick(
        candidates.map(({ weight }) => BigInt(weight)),
        random
      )
    ]
  const { weights, denominator } = overOneDenominator(card.variants.map(({ chance }) => chance))
  const regular = weights.reduce((left, weight) => left - weight, denominator)
  const variant = card.variants[pick([...weights, regular], random)]
  return { cardId: card.id, variantId: variant?.id ?? null }
}

function overOneDenominator(chances) {
  const denominator = chances.reduce((least, chance) => {
    const other = BigInt(chance[1])
    return (least * other) / greatestCommonDivisor(least, other)
  }, 1n)
  const weights = chances.map(([over, under]) => (BigInt(over) * denominator) / BigInt(under))
  return { weights, denominator }
}

function greatestCommonDivisor(a, b) {
  return b === 0n ? a : greatestCommonDivisor(b, a % b)
}

/** The index of an entry, by the alias method. */
function pick(weights, random) {
  if (weights.length === 1) return 0
  const count = BigInt(weights.length)
  const height = weights.reduce((sum, weight) => sum + weight, 0n)
  const columns = weights.map((weight, own) => ({ own, rest: own, part: weight * count }))
  const small = columns.filter(({ part }) => part < height)
  const large = columns.filter(({ part }) => part >= height)
  while (small.length > 0) {
    const column = small.shift()
    column.rest = large[0].own
    large[0].part -= height - column.part
    if (large[0].part < height) small.push(large.shift())
  }
  const value = random.below(count * height)
  const column = columns[Number(value / height)]
  return value % height < column.part ? column.own : column.rest
}

/** The stream of one opening, read from its beginning. */
class Random {
  #bytes = []
  #blocks = 0

  constructor(seed, { number, redemptionId, editionSha256 }) {
    this.seed = seed
    this.prefix = `${number}:${redemptionId}:${editionSha256}`
  }

  below(bound) {
    let length = 1
    while (256n ** BigInt(length) < bound) length++
    const limit = (256n ** BigInt(length) / bound) * bound
    for (;;) {
      let value = 0n
      for (let read = 0; read < length; read++) value = value * 256n + BigInt(this.#next())
      if (value < limit) return value % bound
    }
  }

  #next() {
    if (this.#bytes.length === 0) {
      const hmac = createHmac('sha256', this.seed).update(`${this.prefix}:${this.#blocks++}`)
      this.#bytes = [...hmac.digest()]
    }
    return this.#bytes.shift()
  }
}
