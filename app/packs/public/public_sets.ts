import { isUuid } from '#core/ids'
import type { Sql } from '#core/sql'
import { pictureUrl } from '#packs/pictures/picture_url'

/** A set as a channel's viewers know it. */
export type PublicSet = {
  id: string
  name: string
  description: string
  pictureUrl: string | null
  /** Whether its packs can be bought now. */
  isOnSale: boolean
  /** Points for a pack; null when it is not offered any more. */
  cost: number | null
  startsAt: string | null
  endsAt: string | null
  editionSha256: string
}

interface Row extends Omit<PublicSet, 'pictureUrl' | 'startsAt' | 'endsAt'> {
  pictureId: string | null
  startsAt: Date | null
  endsAt: Date | null
}

/** Sets that a channel offers, and those it has offered and shown a pack of; drafts are nobody's. */
export async function publicSets(sql: Sql, streamerId: string): Promise<PublicSet[]> {
  const rows = await read(sql, streamerId, null)
  return rows.map(toPublic)
}

/** One of them; null when there is none, or none that strangers may see. */
export async function publicSet(
  sql: Sql,
  streamerId: string,
  setId: string
): Promise<PublicSet | null> {
  if (!isUuid(setId)) return null
  const [row] = await read(sql, streamerId, setId)
  return row ? toPublic(row) : null
}

function read(sql: Sql, streamerId: string, setId: string | null): Promise<Row[]> {
  return sql.run<Row>(
    `SELECT * FROM (
       SELECT c.id, c.name, c.description, c.picture_id AS "pictureId", c.starts_at AS "startsAt",
              c.ends_at AS "endsAt", CASE WHEN p.is_enabled THEN p.cost END AS cost,
              e.sha256 AS "editionSha256",
              p.is_enabled AND c.state = 'active'
                AND COALESCE(c.starts_at <= now(), true) AND COALESCE(c.ends_at > now(), true) AS "isOnSale",
              (p.is_enabled AND c.state = 'active')
                OR EXISTS (SELECT FROM openings o
                           WHERE o.set_id = c.id AND o.streamer_id = $1 AND o.state = 'shown') AS is_public
       FROM pack_offers p
       JOIN card_sets c ON c.id = p.set_id
       JOIN set_editions e ON e.id = c.edition_id
       WHERE p.streamer_id = $1 AND ($2::uuid IS NULL OR c.id = $2)
     ) sets
     WHERE is_public ORDER BY "isOnSale" DESC, name, id`,
    [streamerId, setId]
  )
}

function toPublic(row: Row): PublicSet {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    pictureUrl: pictureUrl(row.pictureId, 'card'),
    isOnSale: row.isOnSale,
    cost: row.cost,
    startsAt: row.startsAt?.toISOString() ?? null,
    endsAt: row.endsAt?.toISOString() ?? null,
    editionSha256: row.editionSha256,
  }
}
