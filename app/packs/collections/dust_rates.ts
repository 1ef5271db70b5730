import type { Infer } from '@vinejs/vine/types'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import type { dustRatesValidator } from '#packs/collections/collection_validators'
import { MAY_SELL } from '#packs/offers/may_sell'
import { NoSuchPack } from '#packs/pack_refused'

/** What a copy of a rarity becomes on a channel, and what a card of it costs. */
export type RarityRate = {
  rarityId: string
  rarity: string
  colour: string
  dust: number
  /** 0: not for dust. */
  price: number
}

export type SetRates = { setId: string; name: string; rates: RarityRate[] }

/** Of the published sets that a streamer may sell, as they hold on the own channel. */
export function readRates(sql: Sql, streamerId: string): Promise<SetRates[]> {
  return sql.run<SetRates>(
    `SELECT s.id AS "setId", s.name, jsonb_agg(jsonb_build_object('rarityId', r.id,
         'rarity', r.name, 'colour', r.colour, 'dust', COALESCE(d.dust, r.dust),
         'price', COALESCE(d.dust_price, r.dust_price)) ORDER BY r.published_position) AS rates
     FROM card_sets s
     JOIN card_rarities r ON r.set_id = s.id
     LEFT JOIN dust_rates d ON d.rarity_id = r.id AND d.streamer_id = $1
     WHERE s.state = 'active' AND r.published_position IS NOT NULL AND ${MAY_SELL('$1::uuid')}
     GROUP BY s.id ORDER BY s.name, s.created_at, s.id`,
    [streamerId]
  )
}

/**
 * A streamer's own rates for a set.
 *
 * @throws NoSuchPack for a set that is not theirs to sell, or rarities of another one
 */
export function saveRates(
  streamerId: string,
  setId: string,
  { rates }: Infer<typeof dustRatesValidator>
): Promise<void> {
  return transact(async (sql) => {
    const saved = await sql.run(
      `INSERT INTO dust_rates (streamer_id, rarity_id, dust, dust_price)
       SELECT $1, r.id, t.dust, t.price
       FROM jsonb_to_recordset($3::jsonb) AS t("rarityId" uuid, dust int, price int)
       JOIN card_rarities r ON r.id = t."rarityId"
       JOIN card_sets s ON s.id = r.set_id
       WHERE s.id = $2 AND ${MAY_SELL('$1::uuid')}
       ON CONFLICT (streamer_id, rarity_id) DO UPDATE SET dust = excluded.dust,
         dust_price = excluded.dust_price
       RETURNING rarity_id`,
      [streamerId, setId, JSON.stringify(rates)]
    )
    if (saved.length !== rates.length) {
      throw new NoSuchPack()
    }
  })
}
