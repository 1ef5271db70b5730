import type { Edition } from '#packs/draw/edition'
import { parseEdition } from '#packs/draw/parse_edition'
import { type PreparedEdition, prepareEdition } from '#packs/draw/prepare_edition'
import { drawAgain, keyOf, sha256 } from './draw_again.ts'
import { PityHistory } from './pity_history.ts'
import type { PublicOpening } from '#packs/public/public_openings'
import type { PublicSeed } from '#packs/public/public_seeds'

/** A pack with what was found when it was drawn again. */
export interface CheckedPack {
  opening: PublicOpening
  edition: Edition | null
  /** What is wrong, in sentences; none when it is right. */
  faults: string[]
  /** False when its pity count began before this seed's first pack. */
  isPityKnown: boolean
}

/** Checks the packs of one seed in their order, from published data alone. */
export class PackChecker {
  #editions = new Map<string, PreparedEdition | null>()
  #pity: PityHistory
  #expected: number

  private constructor(
    private readonly key: CryptoKey,
    private readonly seed: PublicSeed,
    private readonly editionText: (sha256: string) => Promise<string>
  ) {
    this.#pity = new PityHistory(seed.firstNumber === 1)
    this.#expected = seed.firstNumber
  }

  /** @param editionText gets what was published under a hash */
  static async start(
    seed: PublicSeed & { seed: string },
    editionText: (sha256: string) => Promise<string>
  ): Promise<PackChecker> {
    return new PackChecker(await keyOf(seed.seed), seed, editionText)
  }

  /** The next one by number. */
  async check(opening: PublicOpening): Promise<CheckedPack> {
    const prepared = await this.#prepared(opening.editionSha256)
    const faults = [...this.#checkNumber(opening), ...this.#checkTime(opening)]
    const pityBefore = opening.pityBefore ?? 0
    const { least, isExact } = this.#pity.before(opening)
    if (isExact ? pityBefore !== least : pityBefore < least) {
      faults.push(`It comes after ${least} packs without the top rarity, not after ${pityBefore}.`)
    }
    if (!prepared) {
      faults.push('Its odds are not those that were published.')
      return { opening, edition: null, faults, isPityKnown: isExact }
    }
    const { cards, hasTop } = await drawAgain(prepared, this.key, { ...opening, pityBefore })
    this.#pity.add(opening, hasTop)
    const said = opening.cards ?? []
    if (said.length !== cards.length) {
      faults.push(`It should have ${cards.length} cards, not ${said.length}.`)
    }
    for (const [index, card] of said.entries()) {
      const drawn = cards[index]
      if (drawn && (drawn.cardId !== card.cardId || drawn.variantId !== card.variantId)) {
        faults.push(`Card ${index + 1} should be ${cardName(prepared.edition, drawn)}.`)
      }
    }
    return { opening, edition: prepared.edition, faults, isPityKnown: isExact }
  }

  #checkNumber({ number }: PublicOpening): string[] {
    const expected = this.#expected
    this.#expected = number + 1
    return number === expected ? [] : [`The pack before it is missing: no. ${number - 1}.`]
  }

  /** To the second: Twitch may not tell more. */
  #checkTime({ redeemedAt }: PublicOpening): string[] {
    const second = (time: string) => Math.floor(Date.parse(time) / 1000)
    return second(redeemedAt) < second(this.seed.publishedAt)
      ? ['It was bought before the hash of its seed was published.']
      : []
  }

  async #prepared(hash: string): Promise<PreparedEdition | null> {
    const known = this.#editions.get(hash)
    if (known !== undefined) return known
    const text = await this.editionText(hash)
    const isRight = (await sha256({ text })) === hash
    const prepared = isRight ? prepareEdition(parseEdition(text)) : null
    this.#editions.set(hash, prepared)
    return prepared
  }
}

/** A card as people call it. */
export function cardName(
  { cards }: Edition,
  { cardId, variantId }: { cardId: string; variantId: string | null }
): string {
  const card = cards.find(({ id }) => id === cardId)
  const variant = card?.variants.find(({ id }) => id === variantId)
  const name = card?.name ?? 'a card that the set does not have'
  return variant ? `${name} (${variant.name})` : name
}
