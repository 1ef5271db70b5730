import type { Sql } from '#core/sql'
import type { ReadPoll } from '#polls/poll_state'

/** Whoever listens knows how the poll stands, in the transaction of what they made of it. */
export async function noteHeard(sql: Sql, { poll }: ReadPoll): Promise<void> {
  await sql.run('UPDATE polls SET told_version = $2, told_at = now() WHERE id = $1', [
    poll.id,
    poll.version,
  ])
}
