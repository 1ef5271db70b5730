import type { Sql } from '#core/sql'
import { pictureUrl } from '#packs/pictures/picture_url'

/** How far a viewer has come with a set of a channel. */
export type SetProgress = {
  id: string
  name: string
  picture: string | null
  /** Different cards, whatever their look. */
  has: number
  /** Cards that are drawn, and those they have that are drawn no more. */
  of: number
  /** Further copies of looks they have. */
  duplicates: number
  /** Other looks than the regular one. */
  variants: number
}

type Row = Omit<SetProgress, 'picture'> & { pictureId: string | null }

/** Sets that are or were sold there; those they have cards of first. */
export async function setProgress(
  sql: Sql,
  streamerId: string,
  viewerId: number
): Promise<SetProgress[]> {
  const rows = await sql.run<Row>(
    `SELECT s.id, s.name, s.picture_id AS "pictureId", COALESCE(mine.has, 0)::int AS has,
       (whole.of + COALESCE(mine.gone, 0))::int AS of,
       COALESCE(mine.duplicates, 0)::int AS duplicates, COALESCE(mine.variants, 0)::int AS variants
     FROM pack_offers o
     JOIN card_sets s ON s.id = o.set_id
     LEFT JOIN LATERAL (
       SELECT count(DISTINCT c.card_id) AS has, sum(c.shown - 1) AS duplicates,
         count(*) FILTER (WHERE c.variant_id IS NOT NULL) AS variants,
         count(DISTINCT c.card_id) FILTER (WHERE NOT k.in_edition) AS gone
       FROM collections c JOIN cards k ON k.id = c.card_id
       WHERE c.streamer_id = $1 AND c.viewer_id = $2 AND c.set_id = s.id AND c.shown > 0) AS mine ON true
     CROSS JOIN LATERAL (
       SELECT count(*) AS of FROM cards c WHERE c.set_id = s.id AND c.in_edition) AS whole
     WHERE o.streamer_id = $1 AND (mine.has > 0 OR (s.state = 'active' AND o.is_enabled))
     ORDER BY mine.has > 0 DESC, s.created_at DESC, s.id`,
    [streamerId, viewerId]
  )
  return rows.map(({ pictureId, ...row }) => ({ ...row, picture: pictureUrl(pictureId, 'tile') }))
}
