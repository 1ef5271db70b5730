import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Sql } from '#core/sql'

/** This process, among all that share the database: where it runs, and which one it is. */
export const PROCESS_ID = `${hostname()}/${process.pid}/${randomUUID()}`

/**
 * Takes or renews the right to do a job that one process at a time may do.
 * Judged by the database's clock.
 *
 * @param ttlSeconds how long it holds without a renewal
 * @returns the fencing number when this process has it, which rises with every
 *   new owner; null when another process holds it
 */
export async function own(sql: Sql, resource: string, ttlSeconds: number): Promise<number | null> {
  const [row] = await sql.run<{ fencing: number }>(
    `INSERT INTO ownerships AS o (resource, owner, expires_at)
     VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3))
     ON CONFLICT (resource) DO UPDATE
       SET owner = excluded.owner, expires_at = excluded.expires_at,
           fencing = CASE WHEN o.owner = excluded.owner THEN o.fencing ELSE o.fencing + 1 END
       WHERE o.owner = excluded.owner OR o.expires_at < clock_timestamp()
     RETURNING o.fencing`,
    [resource, PROCESS_ID, ttlSeconds]
  )

  return row?.fencing ?? null
}

/**
 * The same for many jobs at once.
 *
 * @returns those that this process has
 */
export async function ownAll(
  sql: Sql,
  resources: string[],
  ttlSeconds: number
): Promise<Set<string>> {
  const rows = await sql.run<{ resource: string }>(
    `INSERT INTO ownerships AS o (resource, owner, expires_at)
     SELECT resource, $2, clock_timestamp() + make_interval(secs => $3)
     FROM unnest($1::text[]) AS t(resource) ORDER BY resource
     ON CONFLICT (resource) DO UPDATE
       SET owner = excluded.owner, expires_at = excluded.expires_at,
           fencing = CASE WHEN o.owner = excluded.owner THEN o.fencing ELSE o.fencing + 1 END
       WHERE o.owner = excluded.owner OR o.expires_at < clock_timestamp()
     RETURNING o.resource`,
    [resources, PROCESS_ID, ttlSeconds]
  )

  return new Set(rows.map((row) => row.resource))
}

/**
 * Gives a job up at once, so that another process need not wait. The row stays:
 * its fencing number must never start over.
 */
export async function disown(sql: Sql, resource: string): Promise<void> {
  await sql.run(
    `UPDATE ownerships SET expires_at = '-infinity' WHERE resource = $1 AND owner = $2`,
    [resource, PROCESS_ID]
  )
}
