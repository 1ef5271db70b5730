import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { changeSet, type SeenSet } from '#packs/sets/change_set'
import { refuseField, refuseSameNames } from '#packs/sets/faults_of_fields'
import { refuseVariants } from '#packs/sets/refuse_variants'
import type { CardInput } from '#packs/sets/set_validators'
import { type IdentifiedCard, insertCards } from '#packs/sets/write_cards'

/** New cards of a set, one or many, behind those it has: all of them or none. */
export class AddCards {
  async execute(seen: SeenSet, cards: CardInput[]): Promise<string[]> {
    return changeSet(seen, (sql) => this.within(sql, seen.id, cards))
  }

  /** In a transaction of the caller, who has the set. */
  async within(sql: Sql, setId: string, cards: CardInput[]): Promise<string[]> {
    refuseSameNames(
      cards.map(({ name }) => name),
      (index) => `cards.${index}.name`,
      'Another card has this name.'
    )
    cards.forEach(({ variants }, index) => refuseVariants(variants, `cards.${index}.variants`))
    await refuseTaken(sql, setId, cards)
    const identified = cards.map(identify)
    await insertCards(sql, setId, identified)
    return identified.map(({ id }) => id)
  }
}

function identify({ variants, ...card }: CardInput): IdentifiedCard {
  const cardId = uuidv7()
  return {
    ...card,
    id: cardId,
    variants: variants.map((variant, position) => ({
      ...variant,
      id: uuidv7(),
      position,
      cardId,
    })),
  }
}

async function refuseTaken(sql: Sql, setId: string, cards: CardInput[]): Promise<void> {
  const [taken] = await sql.run<{ place: number; retired: boolean }>(
    `SELECT (n.place - 1)::integer AS place, c.retired_at IS NOT NULL AS retired
     FROM unnest($2::text[]) WITH ORDINALITY AS n(name, place)
     JOIN cards c ON c.set_id = $1 AND lower(c.name) = lower(n.name) ORDER BY n.place LIMIT 1`,
    [setId, cards.map(({ name }) => name)]
  )
  if (taken) {
    refuseField(`cards.${taken.place}.name`, takenSentence(taken.retired))
  }
}

export const takenSentence = (isRetired: boolean) =>
  isRetired
    ? 'A card that was removed has this name. Bring it back, or choose another name.'
    : 'Another card has this name.'
