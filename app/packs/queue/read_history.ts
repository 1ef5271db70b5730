import type { Sql } from '#core/sql'
import { plainReason } from '#redemptions/reasons'

/** A pack that is over, with its cards if it was shown. */
export type PastPack = {
  id: string
  number: number
  /** Null for a viewer who is hidden. */
  viewer: string | null
  set: string
  state: 'shown' | 'refunded'
  /** Why its points went back, in a sentence. */
  reason: string | null
  at: string
  cards: { name: string; rarity: string; colour: string; variant: string | null }[]
}

/** The channel's last packs, the latest first. */
export async function readHistory(
  sql: Sql,
  streamerId: string,
  atMost: number
): Promise<PastPack[]> {
  const rows = await sql.run<Omit<PastPack, 'at'> & { at: Date }>(
    `SELECT o.id, o.number, CASE WHEN NOT v.is_hidden AND v.erased_at IS NULL
         THEN v.display_name END AS viewer, s.name AS set, o.state, o.reason,
       COALESCE(o.shown_at, o.refunded_at) AS at, CASE o.state WHEN 'shown' THEN (
         SELECT jsonb_agg(jsonb_build_object('name', c.name, 'rarity', r.name, 'colour', r.colour,
           'variant', cv.name) ORDER BY r.published_position DESC, k.slot)
         FROM opening_cards k
         JOIN cards c ON c.id = k.card_id
         JOIN card_rarities r ON r.id = c.published_rarity_id
         LEFT JOIN card_variants cv ON cv.id = k.variant_id
         WHERE k.opening_id = o.id) ELSE '[]' END AS cards
     FROM openings o
     JOIN card_sets s ON s.id = o.set_id
     LEFT JOIN viewers v ON v.id = o.viewer_id
     WHERE o.streamer_id = $1 AND o.state IN ('shown', 'refunded')
     ORDER BY COALESCE(o.shown_at, o.refunded_at) DESC, o.number DESC LIMIT $2`,
    [streamerId, atMost]
  )
  return rows.map(({ at, reason, ...row }) => ({
    ...row,
    reason: plainReason(reason),
    at: at.toISOString(),
  }))
}
