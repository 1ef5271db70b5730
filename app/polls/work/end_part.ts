import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { forgetVoters } from '#polls/control/stop_poll'
import { PollChanged } from '#polls/poll_changed'
import { PollListener } from '#polls/ports'
import { OPEN_STATES_SQL, toNews } from '#polls/poll_state'
import { readPoll } from '#polls/read_polls'
import { noteHeard } from '#polls/work/note_heard'
import { mergedVotes, type TwitchVotes } from '#polls/votes/twitch_votes'

/** How a channel's part ends: with its votes, or without ever having taken one. */
export interface Ending {
  state: 'ended' | 'failed'
  problem?: string
  votes?: TwitchVotes[]
}

const END = `
  UPDATE poll_channels c
  SET state = $2, problem = COALESCE($3, c.problem), ended_at = now(), version = c.version + 1,
    votes = CASE WHEN c.choice_ids IS NULL THEN c.votes ELSE ${mergedVotes('$4')} END
  WHERE c.id = $1 AND c.state IN (${OPEN_STATES_SQL})
  RETURNING c.id`

const FINISH = `
  UPDATE polls p SET status = 'ended', ended_at = now(), version = p.version + 1
  WHERE p.id = $1 AND p.status = 'running' AND NOT EXISTS (
    SELECT FROM poll_channels c WHERE c.poll_id = p.id AND c.state IN (${OPEN_STATES_SQL}))
  RETURNING p.id`

/**
 * Ends a poll's part on one channel; with the last part the poll has ended, and whoever
 * listens hears the result in the same transaction.
 */
@inject()
export class EndPart {
  constructor(private listener: PollListener) {}

  async execute(
    sql: Sql,
    after: AfterCommit,
    { id, pollId }: { id: string; pollId: string },
    { state, problem = '', votes = [] }: Ending
  ): Promise<void> {
    // The poll first: of two parts that end at once, the second sees that the other has.
    await sql.run('SELECT FROM polls WHERE id = $1 FOR NO KEY UPDATE', [pollId])
    const ended = await sql.run(END, [id, state, problem || null, JSON.stringify(votes)])
    if (ended.length === 0) {
      return
    }
    after.afterCommit(() => PollChanged.dispatch(pollId))

    const finished = await sql.run(FINISH, [pollId])
    const read = finished.length > 0 && (await readPoll(sql, pollId))
    if (read) {
      await forgetVoters(sql, pollId)
      const isHeard = await this.listener.onPoll(sql, toNews(read), after)
      if (isHeard) await noteHeard(sql, read)
    }
  }
}
