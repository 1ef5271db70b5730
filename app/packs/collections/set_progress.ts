import type { Sql } from '#core/sql'
import { pictureUrl } from '#packs/pictures/picture_url'

/** How far a viewer has come with a set of a channel. */
export type SetProgress = {
  id: string
  name: string
  picture: string | null
  /** Different cards, whatever their look. */
  has: number
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
       GREATEST(whole.of, COALESCE(mine.has, 0))::int AS of,
       COALESCE(mine.duplicates, 0)::int AS duplicates, COALESCE(mine.variants, 0)::int AS variants
     FROM pack_offers o
     JOIN card_sets s ON s.id = o.set_id
     LEFT JOIN LATERAL (
       SELECT count(DISTINCT card_id) AS has, sum(shown - 1) AS duplicates,
         count(*) FILTER (WHERE variant_id IS NOT NULL) AS variants
       FROM collections c
       WHERE c.streamer_id = $1 AND c.viewer_id = $2 AND c.set_id = s.id AND c.shown > 0) AS mine ON true
     CROSS JOIN LATERAL (
       SELECT count(*) AS of FROM cards c WHERE c.set_id = s.id AND c.retired_at IS NULL) AS whole
     WHERE o.streamer_id = $1 AND (mine.has > 0 OR (s.state = 'active' AND o.is_enabled))
     ORDER BY mine.has > 0 DESC, s.created_at DESC, s.id`,
    [streamerId, viewerId]
  )
  return rows.map(({ pictureId, ...row }) => ({ ...row, picture: pictureUrl(pictureId, 'tile') }))
}
