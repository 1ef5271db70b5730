import { test } from '@japa/runner'
import fc from 'fast-check'
import { checkEdition } from '#packs/draw/check_edition'
import { drawPack } from '#packs/draw/draw_pack'
import type { Edition, EditionCard } from '#packs/draw/edition'
import { leastCommonMultiple } from '#packs/draw/fraction'
import { prepareEdition } from '#packs/draw/prepare_edition'
import { draw } from '../../../examples/verify_packs/draw.mjs'

/** Chances that add up to 1: cuts of the whole, over a denominator that may be large and odd. */
const chances = (count: number) =>
  fc.integer({ min: 1, max: 1_000_000_000 }).chain((denominator) =>
    fc
      .array(fc.integer({ min: 0, max: denominator }), {
        minLength: count - 1,
        maxLength: count - 1,
      })
      .map((cuts) => {
        const ends = [...cuts.sort((a, b) => a - b), denominator]
        return ends.map((end, index): [number, number] => [
          end - (ends[index - 1] ?? 0),
          denominator,
        ])
      })
  )

const edition = fc.integer({ min: 1, max: 6 }).chain((rarities) =>
  fc
    .record({
      chances: chances(rarities),
      pityAfter: fc.option(fc.integer({ min: 1, max: 5 })),
      slots: fc.array(fc.option(fc.nat(rarities - 1)), { minLength: 1, maxLength: 20 }),
      cards: fc.array(
        fc.record({
          rarity: fc.nat(rarities - 1),
          weight: fc.integer({ min: 1, max: 1_000_000 }),
          looks: fc.array(
            fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 30, max: 999_999_937 })),
            {
              maxLength: 3,
            }
          ),
        }),
        { maxLength: 12 }
      ),
    })
    .map((parts) => assemble(rarities, parts))
)

interface Parts {
  chances: [number, number][]
  pityAfter: number | null
  slots: (number | null)[]
  cards: { rarity: number; weight: number; looks: [number, number][] }[]
}

/** Each rarity has a card, besides those by chance; what cannot be guaranteed is not. */
function assemble(count: number, { chances: shares, pityAfter, slots, cards }: Parts): Edition {
  const least = Array.from({ length: count }, (_, rarity) => ({ rarity, weight: 1, looks: [] }))
  return {
    set: 'any',
    name: 'Any',
    packSize: slots.length,
    pityAfter,
    rarities: shares.map((chance, index) => ({ id: `r${index}`, name: `R${index}`, chance })),
    cards: [...cards, ...least].map(({ looks, ...card }, index) => ({
      ...card,
      id: `c${index}`,
      name: `C${index}`,
      variants: looks.map((chance, look) => ({
        id: `c${index}v${look}`,
        name: `V${look}`,
        chance,
      })),
    })),
    slots: slots.map((minimum) =>
      minimum !== null && shares.slice(minimum).some(([share]) => share > 0) ? minimum : null
    ),
  }
}

/** Beyond what numbers hold exactly. */
const isLarge = ({ variants }: EditionCard) =>
  leastCommonMultiple(variants.map(({ chance }) => BigInt(chance[1]))) > 2n ** 48n

test.group('Any edition', () => {
  test('that is sound is drawn the same by the app and by the example’s program', ({ assert }) => {
    let [large, packs] = [0, 0]
    fc.assert(
      fc.property(
        edition,
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.nat(9),
        (any, bytes, pityBefore) => {
          assert.deepEqual(checkEdition(any), [])
          const prepared = prepareEdition(any)
          const seed = Buffer.from(bytes)
          for (const number of [1, 2, 3]) {
            const opening = { number, redemptionId: `r${number}`, editionSha256: 'e', pityBefore }
            const { cards, hasTop } = drawPack(prepared, { ...opening, seed })
            assert.deepEqual(
              cards.map(({ slot, rarity, cardId, variantId }) => ({
                slot,
                rarity,
                cardId,
                variantId,
              })),
              draw(any, seed, opening)
            )
            any.slots.forEach((minimum, slot) => assert.isAtLeast(cards[slot].rarity, minimum ?? 0))
            if (any.pityAfter !== null && pityBefore >= any.pityAfter) assert.isTrue(hasTop)
            packs += 1
          }
          large += any.cards.some(isLarge) ? 1 : 0
        }
      ),
      { numRuns: 200 }
    )
    assert.equal(packs, 600)
    assert.isAbove(large, 20)
  }).timeout(30_000)
})
