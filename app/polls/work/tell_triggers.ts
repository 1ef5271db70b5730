import { inject } from '@adonisjs/core'
import { Logger } from '@adonisjs/core/logger'
import type { Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'
import { PollListener } from '#polls/ports'
import { toNews } from '#polls/poll_state'
import { readPoll } from '#polls/read_polls'
import { noteHeard } from '#polls/work/note_heard'

/**
 * A poll that has changed since whoever listens was told, at most once a second. The end
 * is told by whoever ends it; when it could not be taken in then, for a while again.
 */
const DUE = `
  (p.status = 'running' OR p.status = 'ended' AND p.ended_at > now() - interval '10 minutes')
  AND p.told_at <= now() - interval '1 second'
  AND p.told_version < p.version +
    (SELECT COALESCE(sum(c.version), 0) FROM poll_channels c WHERE c.poll_id = p.id)`

/** Tells the features above how polls stand, each in a transaction of its own. */
@inject()
export class TellTriggers {
  constructor(
    private listener: PollListener,
    private logger: Logger
  ) {}

  /** @returns true when there may be more */
  async execute(): Promise<boolean> {
    const [next] = await transact((sql) =>
      sql.run<{ id: string }>(`SELECT p.id FROM polls p WHERE ${DUE} ORDER BY p.told_at LIMIT 1`)
    )
    if (!next) {
      return false
    }

    try {
      await transact((sql, after) => this.#tell(sql, after, next.id))
    } catch (error) {
      // It holds up no other: its turn is over, and comes again.
      this.logger.error({ event: 'polls.unheard', pollId: next.id, err: error }, 'Not told')
      await transact((sql) => sql.run('UPDATE polls SET told_at = now() WHERE id = $1', [next.id]))
    }
    return true
  }

  async #tell(sql: Sql, after: AfterCommit, id: string): Promise<void> {
    const mine = await sql.run(
      `UPDATE polls SET told_at = now() WHERE id = (
         SELECT p.id FROM polls p WHERE p.id = $1 AND ${DUE} FOR NO KEY UPDATE SKIP LOCKED)
       RETURNING id`,
      [id]
    )
    const read = mine.length > 0 && (await readPoll(sql, id))
    if (read && (await this.listener.onPoll(sql, toNews(read), after))) {
      await noteHeard(sql, read)
    }
  }
}
