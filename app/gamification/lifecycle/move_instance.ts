import type { Sql, SqlValue } from '#core/sql'
import type { InstanceStatus } from '../../../overlay/contract.js'
import { type AnnouncedRow, TOLD_COLUMNS } from '#gamification/public_instance'

interface Move {
  id: string
  from: InstanceStatus[]
  /** SQL assignments; `$2` and on are `values`. */
  set: string
  values?: SqlValue[]
  /** A further condition in SQL on `instances i`. */
  only?: string
}

/**
 * The one way an instance changes outside counting: a conditional update on its
 * current status, which locks the row and raises its version. Rewards depend on
 * the status, so their controller is woken.
 *
 * @returns the new row, or null when somebody else was faster
 */
export async function moveInstance(sql: Sql, move: Move): Promise<AnnouncedRow | null> {
  const from = move.from.map((status) => `'${status}'`).join(', ')
  const [row] = await sql.run<AnnouncedRow>(
    `WITH moved AS (
       UPDATE instances i SET version = i.version + 1, ${move.set}
       WHERE i.id = $1 AND i.status IN (${from}) ${move.only ? `AND ${move.only}` : ''}
       RETURNING i.*
     ), woken AS (
       SELECT pg_notify('rewards', '') FROM moved
     )
     SELECT i.*, ${TOLD_COLUMNS} FROM moved i, woken`,
    [move.id, ...(move.values ?? [])]
  )
  return row ?? null
}
