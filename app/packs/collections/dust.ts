import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { type Copies, giveCopy, recordChange, takeCopies } from '#packs/collections/change_copies'
import { NoSuchPack, PackRefused } from '#packs/pack_refused'
import { lockQueue } from '#packs/queue/lock_queue'

export interface DustRate {
  /** What a copy becomes. */
  dust: number
  /** What a chosen card costs; 0 is not for dust. */
  price: number
}

/** Only cards of sets of that channel: anybody can make sets of their own. Rarities are those that are published. */
const RATE = `
  SELECT COALESCE(d.dust, r.dust) AS dust, COALESCE(d.dust_price, r.dust_price) AS price,
    o.is_enabled AND s.state = 'active' AND c.in_edition AS "isDrawn"
  FROM cards c
  JOIN card_sets s ON s.id = c.set_id
  JOIN pack_offers o ON o.set_id = s.id AND o.streamer_id = $2
  JOIN card_rarities r ON r.id = c.published_rarity_id
  LEFT JOIN dust_rates d ON d.rarity_id = r.id AND d.streamer_id = $2
  WHERE c.id = $1`

/**
 * Turns duplicates into dust; one copy of each look stays.
 *
 * @throws PackRefused when there are not that many duplicates
 */
export function dustDuplicates(
  copies: Copies & { quantity: number; attemptId: string }
): Promise<{ dust: number }> {
  return transact(async (sql) => {
    const { dust } = await ratesOf(sql, copies)
    const gained = dust * copies.quantity
    const isNew = await recordChange(sql, {
      ...copies,
      kind: 'dusted',
      quantity: -copies.quantity,
      dust: gained,
    })
    if (isNew) {
      if (!(await takeCopies(sql, copies, copies.quantity, 1))) {
        throw new PackRefused('You have no such duplicate any more.')
      }
      await sql.run(
        `INSERT INTO dust_balances AS b (streamer_id, viewer_id, dust) VALUES ($1, $2, $3)
         ON CONFLICT (streamer_id, viewer_id) DO UPDATE SET dust = b.dust + excluded.dust`,
        [copies.streamerId, copies.viewerId, gained]
      )
    }
    return { dust: gained }
  })
}

/**
 * Makes a chosen card of dust, in its regular look.
 *
 * @throws PackRefused when it is not for dust, or there is not enough
 */
export function craftCard(
  card: Omit<Copies, 'variantId'> & { attemptId: string }
): Promise<{ price: number }> {
  return transact(async (sql) => {
    const copies = { ...card, variantId: null }
    const { price, isDrawn } = await ratesOf(sql, copies)
    if (price === 0 || !isDrawn) {
      throw new PackRefused('This card cannot be made of dust.')
    }
    const isNew = await recordChange(sql, {
      ...copies,
      attemptId: card.attemptId,
      kind: 'crafted',
      quantity: 1,
      dust: -price,
    })
    if (isNew) {
      const paid = await sql.run(
        `UPDATE dust_balances SET dust = dust - $3
         WHERE streamer_id = $1 AND viewer_id = $2 AND dust >= $3 RETURNING dust`,
        [card.streamerId, card.viewerId, price]
      )
      if (paid.length === 0) {
        throw new PackRefused(`That costs ${price} dust, and you have less.`)
      }
      await giveCopy(sql, copies)
    }
    return { price }
  })
}

/** With the channel locked: collections are changed one after the other. */
async function ratesOf(sql: Sql, { streamerId, cardId }: Copies) {
  await lockQueue(sql, streamerId)
  const [rate] = await sql.run<DustRate & { isDrawn: boolean }>(RATE, [cardId, streamerId])
  if (!rate) {
    throw new NoSuchPack()
  }
  return rate
}
