import type { IncomingRedemption } from '#redemptions/incoming_redemption'
import { arrayLiteral } from '#redemptions/intake/array_literal'
import type { LaneSql } from '#redemptions/intake/lane'

interface Viewer {
  id: number
  twitchId: string
  login: string
  displayName: string
}

const COLUMNS = `id, twitch_id AS "twitchId", login, display_name AS "displayName"`

const SEEN = `SELECT ${COLUMNS} FROM viewers WHERE twitch_id = ANY ($1::text[])`

/** In the order of their ids, so that two transactions cannot wait for each other. */
const WRITE = `
  INSERT INTO viewers AS v (twitch_id, login, display_name)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) ORDER BY 1
  ON CONFLICT (twitch_id) DO UPDATE
    SET login = excluded.login, display_name = excluded.display_name, updated_at = now()
  RETURNING ${COLUMNS}`

/** The viewers of a batch that are known, by Twitch id. */
export async function seenViewers(
  sql: LaneSql,
  batch: IncomingRedemption[]
): Promise<Map<string, Viewer>> {
  if (batch.length === 0) {
    return new Map()
  }
  const ids = arrayLiteral(batch, ({ viewer }) => viewer.twitchId)
  const rows = await sql.run<Viewer>(SEEN, [ids])
  return new Map(rows.map((row) => [row.twitchId, row]))
}

/**
 * Adds viewers who are new or renamed to `seen`; the regulars cost no write.
 * Only of redemptions of our own rewards: who buys something else is not our business.
 */
export async function writeViewers(
  sql: LaneSql,
  redemptions: IncomingRedemption[],
  seen: Map<string, Viewer>
): Promise<void> {
  const changed = new Map<string, IncomingRedemption['viewer']>()
  for (const { viewer } of redemptions) {
    const known = seen.get(viewer.twitchId)
    if (known?.login !== viewer.login || known.displayName !== viewer.displayName) {
      changed.set(viewer.twitchId, viewer)
    }
  }
  if (changed.size === 0) {
    return
  }

  const people = [...changed.values()]
  const rows = await sql.run<Viewer>(WRITE, [
    arrayLiteral(people, ({ twitchId }) => twitchId),
    arrayLiteral(people, ({ login }) => login),
    arrayLiteral(people, ({ displayName }) => displayName),
  ])
  rows.forEach((row) => seen.set(row.twitchId, row))
}
