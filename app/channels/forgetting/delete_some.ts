import type { Sql } from '#core/sql'

/** Few enough for a short transaction. */
export const AT_ONCE = 2_000

/**
 * Deletes rows, but not more at once than that.
 *
 * @returns whether there may be more
 */
export async function deleteSome(
  sql: Sql,
  table: string,
  where: string,
  values: (string | number)[]
): Promise<boolean> {
  const deleted = await sql.run(
    `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${where} LIMIT ${AT_ONCE}))
     RETURNING 1 AS one`,
    values
  )
  return deleted.length === AT_ONCE
}
