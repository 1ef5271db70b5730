import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'
import { PollListener } from '#polls/ports'
import { toNews } from '#polls/poll_state'
import { readPoll } from '#polls/read_polls'

/** The next poll that has changed since whoever listens was told, at most once a second. */
const NEXT = `
  SELECT p.id FROM polls p
  WHERE p.status = 'running' AND p.told_at <= now() - interval '1 second'
    AND p.told_version < p.version +
      (SELECT COALESCE(sum(c.version), 0) FROM poll_channels c WHERE c.poll_id = p.id)
  ORDER BY p.told_at LIMIT 1
  FOR NO KEY UPDATE SKIP LOCKED`

/** Tells the features above how running polls stand. The end is told by whoever ends it. */
@inject()
export class TellTriggers {
  constructor(private listener: PollListener) {}

  /** @returns true when there may be more */
  async execute(): Promise<boolean> {
    return transact((sql, after) => this.#tellNext(sql, after))
  }

  async #tellNext(sql: Sql, after: AfterCommit): Promise<boolean> {
    const [next] = await sql.run<{ id: string }>(NEXT)
    const read = next && (await readPoll(sql, next.id))
    if (!read) {
      return false
    }
    await sql.run('UPDATE polls SET told_version = $2, told_at = now() WHERE id = $1', [
      read.poll.id,
      read.poll.version,
    ])
    await this.listener.onPoll(sql, toNews(read), after)
    return true
  }
}
