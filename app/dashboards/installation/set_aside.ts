import type { Sql } from '#core/sql'

/** Messages that could not be used, all that are alike together. */
export type SetAside = {
  id: string
  kind: string
  reason: string
  count: number
  lastAt: string
}

const SHOWN = 30

/** The latest first. */
export async function setAside(sql: Sql): Promise<SetAside[]> {
  const rows = await sql.run<Omit<SetAside, 'lastAt'> & { lastAt: Date }>(
    `SELECT id, kind, reason, count::float AS count, last_at AS "lastAt" FROM parked_messages
     ORDER BY last_at DESC, id DESC LIMIT ${SHOWN}`
  )
  return rows.map((row) => ({ ...row, lastAt: row.lastAt.toISOString() }))
}
