import type { Edition, EditionCard } from '#packs/draw/edition'
import type { Chance } from '#packs/draw/fraction'
import { chanceText } from '#packs/sets/chance'

/** What publishing the draft would change for viewers, a sentence each. */
export function editionDifferences(published: Edition, draft: Edition): string[] {
  return [
    ...changed('The name', published.name, draft.name),
    ...changed('Cards in a pack', published.packSize, draft.packSize),
    ...changed(
      'Packs until a top rarity is certain',
      never(published.pityAfter),
      never(draft.pityAfter)
    ),
    ...changed('Guaranteed cards', slotsText(published), slotsText(draft)),
    ...compare('Rarity', published.rarities, draft.rarities, (before, after) => [
      ...changed('name', before.name, after.name),
      ...changed('chance', text(before.chance), text(after.chance)),
    ]),
    ...orderOf(published, draft),
    ...compare('Card', published.cards, draft.cards, (before, after) => [
      ...changed('name', before.name, after.name),
      ...changed('rarity', rarityOf(published, before), rarityOf(draft, after)),
      ...changed('weight', before.weight, after.weight),
      ...changed('variants', variantsText(before), variantsText(after)),
    ]),
  ]
}

const never = (packs: number | null) => packs ?? 'never'
const text = ([numerator, denominator]: Chance) => chanceText({ numerator, denominator })
const rarityOf = ({ rarities }: Edition, card: EditionCard) => rarities[card.rarity]?.name ?? 'none'

const slotsText = ({ slots, rarities }: Edition) =>
  slots
    .flatMap((minimum) => (minimum === null ? [] : [`at least ${rarities[minimum]?.name ?? '?'}`]))
    .join(', ') || 'none'

const variantsText = ({ variants }: EditionCard) =>
  variants.map(({ name, chance }) => `${name} ${text(chance)}`).join(', ') || 'none'

function changed(what: string, before: string | number, after: string | number): string[] {
  return before === after ? [] : [`${what}: ${before} → ${after}`]
}

function compare<Entry extends { id: string; name: string }>(
  what: string,
  before: Entry[],
  after: Entry[],
  inner: (before: Entry, after: Entry) => string[]
): string[] {
  const old = new Map(before.map((entry) => [entry.id, entry]))
  const kept = new Set(after.map(({ id }) => id))
  return [
    ...after.flatMap((entry) => {
      const known = old.get(entry.id)
      return known
        ? inner(known, entry).map((line) => `${what} ${known.name}, ${line}`)
        : [`${what} ${entry.name} is new.`]
    }),
    ...before
      .filter(({ id }) => !kept.has(id))
      .map(({ name }) => `${what} ${name} is drawn no more.`),
  ]
}

/** Which rarity is above which decides what is guaranteed. */
function orderOf(published: Edition, draft: Edition): string[] {
  const shared = (one: Edition, other: Edition) =>
    one.rarities
      .filter(({ id }) => other.rarities.some((rarity) => rarity.id === id))
      .map(({ id }) => id)
  const isSame = shared(published, draft).join() === shared(draft, published).join()
  return isSame ? [] : ['The order of the rarities changes.']
}
