import type { Sql } from '#core/sql'
import { type AnnouncedRow, TOLD_COLUMNS } from '#gamification/public_instance'

/** The instance, which nobody else changes until the transaction ends. */
export async function lockInstance(sql: Sql, id: string): Promise<AnnouncedRow | null> {
  const [row] = await sql.run<AnnouncedRow>(
    `SELECT i.*, ${TOLD_COLUMNS}
     FROM instances i WHERE i.id = $1 FOR NO KEY UPDATE OF i`,
    [id]
  )
  return row ?? null
}
