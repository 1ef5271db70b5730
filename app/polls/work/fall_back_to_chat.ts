import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { PollChanged } from '#polls/poll_changed'
import type { DueChannel } from '#polls/work/due_channel'

/** Twitch has no poll for this channel, but its viewers can write in chat. */
export async function fallBackToChat(
  sql: Sql,
  after: AfterCommit,
  { id, pollId }: DueChannel
): Promise<void> {
  await sql.run(
    `UPDATE poll_channels
     SET method = 'chat', state = 'running', next_at = ends_at + interval '1 second',
       version = version + 1
     WHERE id = $1 AND state = 'starting'`,
    [id]
  )
  after.afterCommit(() => PollChanged.dispatch(pollId))
}
