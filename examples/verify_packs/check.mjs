import { createHash } from 'node:crypto'
import { draw } from './draw.mjs'
import { Pity } from './pity.mjs'

const sha256 = (content) => createHash('sha256').update(content).digest('hex')

/** What is not as it should be, a line each. */
export function check({ seeds, editions }) {
  const faults = checkEditions(editions)
  let pity = new Pity(seeds[0]?.firstNumber === 1)
  const redemptions = new Set()
  let packs = 0
  let uncertain = 0
  let expected = seeds[0]?.firstNumber

  for (const published of seeds) {
    if (published.firstNumber !== expected) {
      faults.push(
        `Seed ${published.sha256} begins with #${published.firstNumber}, not #${expected}.`
      )
    }
    if (published.seed === null) {
      const { firstNumber, lastNumber, lostAt } = published
      faults.push(
        `Seed ${published.sha256} was lost at ${lostAt}: #${firstNumber} to #${lastNumber} cannot be checked.`
      )
      // What came before it says nothing of the counts after it.
      pity = new Pity(false)
      expected = lastNumber + 1
      continue
    }
    if (sha256(Buffer.from(published.seed, 'hex')) !== published.sha256) {
      faults.push(`Seed ${published.sha256} is the hash of another seed than the one revealed.`)
    }
    faults.push(...checkNumbers(published))
    for (const opening of published.openings) {
      if (redemptions.has(opening.redemptionId)) {
        faults.push(`#${opening.number}: its redemption was used before.`)
      }
      redemptions.add(opening.redemptionId)
      if (second(opening.redeemedAt) < second(published.publishedAt)) {
        faults.push(`#${opening.number}: it was bought before the hash of its seed was published.`)
      }
      const edition = editions[opening.editionSha256]
      if (edition === undefined) {
        faults.push(`#${opening.number}: its edition is not published.`)
        continue
      }
      const judged = checkOpening(opening, JSON.parse(edition), published.seed, pity)
      faults.push(...judged.faults)
      uncertain += judged.isUncertain ? 1 : 0
      packs += 1
    }
    expected = published.lastNumber + 1
  }
  return { faults, packs, uncertain }
}

/** Twitch may not tell more. */
const second = (time) => Math.floor(Date.parse(time) / 1000)

function checkEditions(editions) {
  return Object.entries(editions).flatMap(([hash, text]) =>
    sha256(text) === hash ? [] : [`Edition ${hash} has another text than its hash says.`]
  )
}

/** Each from the first to the last, once. */
function checkNumbers({ sha256: hash, firstNumber, lastNumber, openings }) {
  const numbers = openings.map(({ number }) => number)
  const isComplete =
    numbers.length === lastNumber - firstNumber + 1 &&
    numbers.every((number, index) => number === firstNumber + index)
  return isComplete
    ? []
    : [`Seed ${hash} is said to have #${firstNumber} to #${lastNumber}, but some are missing.`]
}

function checkOpening(opening, edition, seed, pity) {
  const faults = []
  const { least, isExact } = pity.before(opening)
  const { number, pityBefore } = opening
  if (isExact ? pityBefore !== least : pityBefore < least) {
    const said = `it is said to come after ${pityBefore} packs without the top rarity`
    faults.push(`#${number}: ${said}, but it comes after ${least}.`)
  }
  const drawn = draw(edition, Buffer.from(seed, 'hex'), opening)
  const top = edition.rarities.length - 1
  const hasTop = drawn.some(({ rarity }) => rarity === top)
  pity.add(opening, hasTop)
  faults.push(...checkCards(opening, edition, drawn))
  return { faults, isUncertain: !isExact }
}

function checkCards({ number, cards, state }, edition, drawn) {
  if (!['shown', 'refunded'].includes(state)) {
    return [`#${number}: it is ${state}, although the seed is revealed.`]
  }
  if (cards.length !== drawn.length) {
    return [`#${number}: it has ${cards.length} cards, but ${drawn.length} were drawn.`]
  }
  return drawn.flatMap((right, index) => {
    const said = cards[index]
    if (said.slot === right.slot && same(said, right)) return []
    const words = `published is ${nameOf(edition, said)}, drawn was ${nameOf(edition, right)}`
    return [`#${number}, card ${index + 1}: ${words}.`]
  })
}

const same = (a, b) => a.cardId === b.cardId && a.variantId === b.variantId

function nameOf({ cards }, { cardId, variantId }) {
  const card = cards.find(({ id }) => id === cardId)
  if (!card) return `a card the edition does not have (${cardId})`
  if (variantId === null) return card.name
  const variant = card.variants.find(({ id }) => id === variantId)
  return `${card.name} (${variant?.name ?? 'a look the edition does not have'})`
}
