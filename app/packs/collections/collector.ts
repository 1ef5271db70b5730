import type { Sql } from '#core/sql'

export interface CollectorPerson {
  id: number
  login: string
  displayName: string
  isHidden: boolean
}

const LOGIN = /^\w{1,25}$/

/**
 * A viewer by login, as others may see them on a channel: who has no card there that was shown is nobody, as is
 * who hides. To themselves they always are somebody. Of a login that had several owners, the last counts.
 *
 * @param readerId the viewer who is signed in
 */
export async function findCollector(
  sql: Sql,
  streamerId: string,
  login: string,
  readerId: number | null
): Promise<CollectorPerson | null> {
  if (!LOGIN.test(login)) {
    return null
  }
  const [viewer] = await sql.run<CollectorPerson>(
    `SELECT * FROM (
       SELECT id, login, display_name AS "displayName", is_hidden AS "isHidden", erased_at
       FROM viewers WHERE lower(login) = lower($1) ORDER BY updated_at DESC, id DESC LIMIT 1) AS v
     WHERE v.erased_at IS NULL AND (v.id = $2::bigint OR (NOT v."isHidden" AND EXISTS (
       SELECT FROM collections c WHERE c.streamer_id = $3 AND c.viewer_id = v.id AND c.shown > 0)))`,
    [login, readerId, streamerId]
  )
  return viewer ?? null
}

/** The login of the viewer who is signed in. */
export async function loginOf(sql: Sql, viewerId: number | null): Promise<string | null> {
  const [viewer] = await sql.run<{ login: string }>(
    'SELECT login FROM viewers WHERE id = $1::bigint',
    [viewerId]
  )
  return viewer?.login ?? null
}
