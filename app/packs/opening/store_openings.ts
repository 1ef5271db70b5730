import { arrayLiteral } from '#core/lane/array_literal'
import type { LaneSql } from '#core/lane/lane'
import type { Channel } from '#packs/opening/counters'
import type { Opening } from '#packs/opening/draw_openings'

const OPENINGS = `
  INSERT INTO openings (id, streamer_id, viewer_id, set_id, edition_id, seed_id, number,
    redemption_id, redeemed_at, pity_before, has_top, place)
  SELECT t.id, t.streamer_id, t.viewer_id, t.set_id, t.edition_id, t.seed_id, t.number,
    t.redemption_id, to_timestamp(t.millis / 1000), t.pity_before, t.has_top, t.number
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::uuid[], $6::uuid[],
    $7::bigint[], $8::text[], $9::float8[], $10::int[], $11::boolean[]) AS t(id, streamer_id,
    viewer_id, set_id, edition_id, seed_id, number, redemption_id, millis, pity_before, has_top)`

const CARDS = `
  INSERT INTO opening_cards (opening_id, slot, card_id, variant_id)
  SELECT ($1::uuid[])[t.o], t.slot, t.card_id, t.variant_id
  FROM unnest($2::int[], $3::int[], $4::uuid[], $5::uuid[]) AS t(o, slot, card_id, variant_id)`

const COPIES = `
  INSERT INTO collections AS c (streamer_id, viewer_id, set_id, card_id, variant_id, owned)
  SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::uuid[], $5::uuid[], $6::int[])
  ON CONFLICT ON CONSTRAINT collections_one DO UPDATE SET owned = c.owned + excluded.owned`

const NUMBERS = `
  UPDATE pack_queues q SET next_number = t.next_number, version = version + 1, updated_at = now()
  FROM unnest($1::uuid[], $2::bigint[]) AS t(streamer_id, next_number)
  WHERE q.streamer_id = t.streamer_id`

const NOTIFY = `SELECT pg_notify('packs', '')`

/** Decided openings, their cards, the copies that are owned by them, and where the channels' numbers go on. */
export function storeOpenings(sql: LaneSql, openings: Opening[], channels: Channel[]): void {
  sql.later(OPENINGS, [
    arrayLiteral(openings, ({ id }) => id),
    arrayLiteral(openings, ({ streamerId }) => streamerId),
    arrayLiteral(openings, ({ viewerId }) => viewerId),
    arrayLiteral(openings, ({ setId }) => setId),
    arrayLiteral(openings, ({ editionId }) => editionId),
    arrayLiteral(openings, ({ seedId }) => seedId),
    arrayLiteral(openings, ({ number }) => number),
    arrayLiteral(openings, ({ redemptionId }) => redemptionId),
    arrayLiteral(openings, ({ redeemedAt }) => redeemedAt.getTime()),
    arrayLiteral(openings, ({ pityBefore }) => pityBefore),
    arrayLiteral(openings, ({ hasTop }) => (hasTop ? 't' : 'f')),
  ])
  storeCards(sql, openings)
  storeCopies(sql, openings)
  sql.later(NUMBERS, [
    arrayLiteral(channels, ({ streamerId }) => streamerId),
    arrayLiteral(channels, ({ nextNumber }) => nextNumber),
  ])
  sql.later(NOTIFY, [])
}

function storeCards(sql: LaneSql, openings: Opening[]): void {
  const cards = openings.flatMap((opening, index) =>
    opening.cards.map((card) => ({ ...card, place: index + 1 }))
  )
  sql.later(CARDS, [
    arrayLiteral(openings, ({ id }) => id),
    arrayLiteral(cards, ({ place }) => place),
    arrayLiteral(cards, ({ slot }) => slot),
    arrayLiteral(cards, ({ cardId }) => cardId),
    arrayLiteral(cards, ({ variantId }) => variantId),
  ])
}

type Copies = Pick<Opening, 'streamerId' | 'viewerId' | 'setId'> & {
  cardId: string
  variantId: string | null
  owned: number
}

/**
 * A row may be written once by a statement: equal copies are summed up first. In the order of their cards, whose rows
 * are held for what refers to them.
 */
function storeCopies(sql: LaneSql, openings: Opening[]): void {
  const copies = new Map<string, Copies>()
  for (const { streamerId, viewerId, setId, cards } of openings) {
    for (const { cardId, variantId } of cards) {
      const key = `${streamerId}/${viewerId}/${cardId}/${variantId}`
      const owned = (copies.get(key)?.owned ?? 0) + 1
      copies.set(key, { streamerId, viewerId, setId, cardId, variantId, owned })
    }
  }
  const rows = [...copies.values()].sort(byCard)
  sql.later(COPIES, [
    arrayLiteral(rows, ({ streamerId }) => streamerId),
    arrayLiteral(rows, ({ viewerId }) => viewerId),
    arrayLiteral(rows, ({ setId }) => setId),
    arrayLiteral(rows, ({ cardId }) => cardId),
    arrayLiteral(rows, ({ variantId }) => variantId),
    arrayLiteral(rows, ({ owned }) => owned),
  ])
}

const byCard = (a: Copies, b: Copies) =>
  `${a.cardId}/${a.variantId}` < `${b.cardId}/${b.variantId}` ? -1 : 1
