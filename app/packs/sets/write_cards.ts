import type { Sql } from '#core/sql'
import { SetRefused } from '#packs/sets/set_refused'
import { MOST_CARDS } from '#packs/sets/set_rules'
import type { CardInput, VariantInput } from '#packs/sets/set_validators'

/** With the ids they have, or are to have. */
export type IdentifiedVariant = VariantInput & { id: string; position: number; cardId: string }
export type IdentifiedCard = Omit<CardInput, 'variants'> & {
  id: string
  variants: IdentifiedVariant[]
}

/** Puts new cards behind those of a set. @throws SetRefused when there would be too many */
export async function insertCards(sql: Sql, setId: string, cards: IdentifiedCard[]): Promise<void> {
  const [row] = await sql.run<{ count: number; last: number }>(
    'SELECT count(*)::integer AS count, COALESCE(max(position), 0) AS last FROM cards WHERE set_id = $1',
    [setId]
  )
  const { count = 0, last = 0 } = row ?? {}
  if (count + cards.length > MOST_CARDS) {
    throw new SetRefused('too_many_cards')
  }
  const rows = cards.map((card, index) => ({ ...card, position: last + index + 1 }))
  await sql.run(
    `INSERT INTO cards (id, set_id, rarity_id, name, text, picture_id, weight, position, boon)
     SELECT r.id, $1, r."rarityId", r.name, r.text, r."pictureId", r.weight, r.position, NULLIF(r.boon, 'null')
     FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, "rarityId" uuid, name text, text text, "pictureId" uuid,
       weight integer, position integer, boon jsonb)`,
    [setId, JSON.stringify(rows)]
  )
  await insertVariants(
    sql,
    cards.flatMap(({ variants }) => variants)
  )
}

/** New ones, and changes of those that are there. @throws SetRefused for an id of another card */
export async function insertVariants(sql: Sql, variants: IdentifiedVariant[]): Promise<void> {
  const written = await sql.run(
    `INSERT INTO card_variants (id, card_id, name, effect, position, chance_numerator, chance_denominator)
     SELECT v.id, v."cardId", v.name, v.effect, v.position, (v.chance->>'numerator')::bigint, (v.chance->>'denominator')::bigint
     FROM jsonb_to_recordset($1::jsonb) AS v(id uuid, "cardId" uuid, name text, effect text, position integer, chance jsonb)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, effect = excluded.effect, position = excluded.position,
       chance_numerator = excluded.chance_numerator, chance_denominator = excluded.chance_denominator
     WHERE card_variants.card_id = excluded.card_id RETURNING id`,
    [JSON.stringify(variants)]
  )
  if (written.length < variants.length) {
    throw new SetRefused('changed')
  }
}
