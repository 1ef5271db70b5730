import type { Sql } from '#core/sql'
import { findCollector } from '#packs/collections/collector'
import { pictureUrl } from '#packs/pictures/picture_url'

/** What a viewer has of one card: copies that the stream has seen. */
export interface CollectedCard {
  setId: string
  cardId: string
  name: string
  /** The number printed on it. */
  position: number
  rarity: string
  variantId: string | null
  variant: string | null
  copies: number
  firstShownAt: string | null
  lastShownAt: string | null
  pictureUrl: string | null
}

export interface PublicCollection {
  viewer: { login: string; displayName: string }
  cards: CollectedCard[]
}

interface Row extends Omit<CollectedCard, 'firstShownAt' | 'lastShownAt' | 'pictureUrl'> {
  firstShownAt: Date | null
  lastShownAt: Date | null
  pictureId: string | null
}

/**
 * A viewer's collection on a channel, by login. Null for whoever hides, is erased or has nothing to
 * show here: the answers are the same.
 */
export async function publicCollection(
  sql: Sql,
  streamerId: string,
  login: string
): Promise<PublicCollection | null> {
  const viewer = await findCollector(sql, streamerId, login, null)
  if (!viewer) return null
  const cards = await collectedCards(sql, streamerId, viewer.id)
  if (cards.length === 0) return null
  return { viewer: { login: viewer.login, displayName: viewer.displayName }, cards }
}

/** By set and printed number; a card's regular look comes first. */
async function collectedCards(
  sql: Sql,
  streamerId: string,
  viewerId: number
): Promise<CollectedCard[]> {
  const rows = await sql.run<Row>(
    `SELECT h.set_id AS "setId", h.card_id AS "cardId", c.name, c.position, r.name AS rarity,
            h.variant_id AS "variantId", w.name AS variant, h.shown AS copies,
            h.first_shown_at AS "firstShownAt", h.last_shown_at AS "lastShownAt", c.picture_id AS "pictureId"
     FROM collections h
     JOIN cards c ON c.id = h.card_id
     JOIN card_rarities r ON r.id = c.published_rarity_id
     LEFT JOIN card_variants w ON w.id = h.variant_id
     WHERE h.streamer_id = $1 AND h.viewer_id = $2 AND h.shown > 0
     ORDER BY h.set_id, c.position, w.position NULLS FIRST`,
    [streamerId, viewerId]
  )
  return rows.map(({ firstShownAt, lastShownAt, pictureId, ...row }) => ({
    ...row,
    firstShownAt: firstShownAt?.toISOString() ?? null,
    lastShownAt: lastShownAt?.toISOString() ?? null,
    pictureUrl: pictureUrl(pictureId, 'tile'),
  }))
}
