import type { Sql } from '#core/sql'
import type { SeedRow } from '#packs/public/public_seeds'
import { viewerKey } from '#packs/public/viewer_key'

/** A pack as strangers may see it: one that waits is not among them. */
export interface PublicOpening {
  number: number
  redemptionId: string
  /** When it was bought, by Twitch. */
  redeemedAt: string
  /** Without a name where their collection is nobody's: who hides, or has no card that was shown on the channel. */
  viewer: { key: string; name: string | null }
  setId: string
  editionSha256: string
  state: 'shown' | 'showing' | 'waiting' | 'refunded'
  /** Null until the seed is revealed: before that it would tell of packs that wait. */
  pityBefore: number | null
  /** The number that came next when it was refunded. */
  refundedBefore: number | null
  shownAt: string | null
  /** Null until it was shown, or the seed is revealed. */
  cards: PublicCard[] | null
}

export interface PublicCard {
  slot: number
  cardId: string
  variantId: string | null
}

export interface OpeningPage {
  openings: PublicOpening[]
  /** After which number the next page begins; null on the last. */
  next: number | null
}

interface Row {
  number: string
  redemption_id: string
  redeemed_at: Date
  viewer_id: string
  name: string | null
  set_id: string
  sha256: string
  state: PublicOpening['state']
  pity_before: number
  refunded_before: string | null
  shown_at: Date | null
  cards: PublicCard[]
  is_revealed: boolean
}

export const OPENINGS_PER_PAGE = 500

/** A seed's packs after a number. What may be seen is decided by the statement that reads it. */
export async function publicOpenings(
  sql: Sql,
  seed: SeedRow,
  streamerId: string,
  after: number
): Promise<OpeningPage> {
  const rows = await sql.run<Row>(
    `SELECT o.number, o.redemption_id, o.redeemed_at, o.viewer_id, o.set_id, e.sha256, o.state, o.pity_before,
            o.refunded_before, o.shown_at, s.revealed_at IS NOT NULL AS is_revealed,
            CASE WHEN NOT v.is_hidden AND v.erased_at IS NULL AND EXISTS (SELECT FROM collections h
              WHERE h.streamer_id = o.streamer_id AND h.viewer_id = o.viewer_id AND h.shown > 0)
              THEN v.display_name END AS name,
            COALESCE((SELECT json_agg(json_build_object('slot', c.slot, 'cardId', c.card_id, 'variantId', c.variant_id)
                                      ORDER BY c.slot)
                      FROM opening_cards c WHERE c.opening_id = o.id), '[]') AS cards
     FROM openings o
     JOIN pack_seeds s ON s.id = o.seed_id
     JOIN set_editions e ON e.id = o.edition_id
     LEFT JOIN viewers v ON v.id = o.viewer_id
     WHERE o.seed_id = $1 AND o.number > $2 AND (s.revealed_at IS NOT NULL OR o.state IN ('shown', 'refunded'))
     ORDER BY o.number LIMIT ${OPENINGS_PER_PAGE + 1}`,
    [seed.id, after]
  )
  const openings = rows.slice(0, OPENINGS_PER_PAGE).map((row) => toPublic(row, streamerId))
  const hasMore = rows.length > OPENINGS_PER_PAGE
  return { openings, next: hasMore ? (openings.at(-1)?.number ?? null) : null }
}

function toPublic(row: Row, streamerId: string): PublicOpening {
  return {
    number: Number(row.number),
    redemptionId: row.redemption_id,
    redeemedAt: row.redeemed_at.toISOString(),
    viewer: { key: viewerKey(streamerId, String(row.viewer_id)), name: row.name },
    setId: row.set_id,
    editionSha256: row.sha256,
    state: row.state,
    pityBefore: row.is_revealed ? row.pity_before : null,
    refundedBefore: row.refunded_before === null ? null : Number(row.refunded_before),
    shownAt: row.shown_at?.toISOString() ?? null,
    cards: row.is_revealed || row.state === 'shown' ? row.cards : null,
  }
}
