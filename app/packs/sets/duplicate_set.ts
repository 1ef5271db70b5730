import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { refuseTooManySets } from '#packs/sets/create_set'
import { type EditableSet, readSet } from '#packs/sets/read_set'
import { SetRefused } from '#packs/sets/set_refused'
import { type IdentifiedCard, insertCards } from '#packs/sets/write_cards'

const LONGEST_NAME = 60
const SUFFIX = ' (copy)'

/** Makes a draft of one's own of a set: everything but what was retired. */
export class DuplicateSet {
  /** @returns the id of the copy */
  async execute(setId: string, ownerId: string): Promise<string> {
    return transact(async (sql) => {
      await refuseTooManySets(sql, ownerId)
      const set = await readSet(sql, setId)
      if (!set) {
        throw new SetRefused('changed')
      }
      return copy(sql, set, ownerId)
    })
  }
}

async function copy(sql: Sql, set: EditableSet, ownerId: string): Promise<string> {
  const id = uuidv7()
  const rarityIds = new Map(set.rarities.map((rarity) => [rarity.id, uuidv7()]))
  const name = [...set.name].slice(0, LONGEST_NAME - SUFFIX.length).join('') + SUFFIX
  await sql.run(
    `INSERT INTO card_sets (id, owner_id, name, description, picture_id, pack_size, pity_after)
     SELECT $2, $3, $4, description, picture_id, pack_size, pity_after FROM card_sets WHERE id = $1`,
    [set.id, id, ownerId, name]
  )
  await sql.run(
    `INSERT INTO card_rarities (id, set_id, name, colour, position, chance_numerator, chance_denominator, dust, dust_price)
     SELECT n.id, $2, r.name, r.colour, r.position, r.chance_numerator, r.chance_denominator, r.dust, r.dust_price
     FROM card_rarities r JOIN unnest($3::uuid[], $4::uuid[]) AS n(old, id) ON n.old = r.id WHERE r.set_id = $1`,
    [set.id, id, [...rarityIds.keys()], [...rarityIds.values()]]
  )
  await sql.run(
    `INSERT INTO pack_slots (set_id, slot, minimum_rarity_id)
     SELECT $2, p.slot, n.id FROM pack_slots p JOIN unnest($3::uuid[], $4::uuid[]) AS n(old, id) ON n.old = p.minimum_rarity_id
     WHERE p.set_id = $1`,
    [set.id, id, [...rarityIds.keys()], [...rarityIds.values()]]
  )
  await insertCards(sql, id, copiesOf(set, rarityIds))
  return id
}

function copiesOf({ cards }: EditableSet, rarityIds: Map<string, string>): IdentifiedCard[] {
  return cards
    .filter(({ retiredAt }) => retiredAt === null)
    .map((card) => {
      const cardId = uuidv7()
      return {
        ...card,
        id: cardId,
        rarityId: rarityIds.get(card.rarityId) ?? card.rarityId,
        variants: card.variants.map((variant, position) => ({
          ...variant,
          id: uuidv7(),
          position,
          cardId,
        })),
      }
    })
}
