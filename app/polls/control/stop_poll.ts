import { inject } from '@adonisjs/core'
import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'
import { PollRefused } from '#polls/control/poll_refused'
import { PollChanged } from '#polls/poll_changed'

/**
 * Whose turn it is next: what Twitch has been asked and has not answered yet is left
 * to whoever asked, or to the end of that turn.
 */
const NEXT_TURN = `CASE WHEN state = 'starting' AND attempts > 0 THEN next_at ELSE now() END`

/** Ends a poll before its time, with its result, or cancels it without one. */
@inject()
export class StopPoll {
  /**
   * The result counts as if the time were up.
   *
   * @throws PollRefused when it is over already
   */
  async end(campaignId: string, pollId: string): Promise<void> {
    await transact(async (sql, after) => {
      await this.#insistOnRunning(sql, campaignId, pollId)
      await endChannelsEarly(sql, 'poll_id = $1', [pollId])
      await notify(sql, 'polls')
      after.afterCommit(() => PollChanged.dispatch(pollId))
    })
  }

  /**
   * Nothing follows from it, and Twitch hides it.
   *
   * @throws PollRefused when it is over already
   */
  async cancel(campaignId: string, pollId: string): Promise<void> {
    await transact(async (sql, after) => {
      await this.#insistOnRunning(sql, campaignId, pollId)
      await cancelPoll(sql, after, pollId)
    })
  }

  async #insistOnRunning(sql: Sql, campaignId: string, pollId: string): Promise<void> {
    const running = await sql.run(
      `SELECT FROM polls WHERE id = $1 AND campaign_id = $2 AND status = 'running'
       FOR NO KEY UPDATE`,
      [pollId, campaignId]
    )
    if (running.length === 0) {
      throw new PollRefused('This poll is over already.')
    }
  }
}

/** The campaign ends, or everything is stopped: whatever is asked is asked no more. */
export async function cancelPollsOf(
  sql: Sql,
  after: AfterCommit,
  campaignId: string
): Promise<void> {
  const running = await sql.run<{ id: string }>(
    `SELECT id FROM polls WHERE campaign_id = $1 AND status = 'running' FOR NO KEY UPDATE`,
    [campaignId]
  )
  for (const { id } of running) {
    await cancelPoll(sql, after, id)
  }
}

/** A streamer plays it no more: the votes so far stay, the poll goes on without the channel. */
export async function endPartOf(
  sql: Sql,
  after: AfterCommit,
  { campaignId, streamerId }: { campaignId: string; streamerId: string }
): Promise<void> {
  const ended = await endChannelsEarly(
    sql,
    `streamer_id = $2 AND poll_id IN
       (SELECT id FROM polls WHERE campaign_id = $1 AND status = 'running')`,
    [campaignId, streamerId]
  )
  if (ended.length > 0) {
    await notify(sql, 'polls')
    after.afterCommit(() => Promise.all(ended.map((id) => PollChanged.dispatch(id))).then(() => {}))
  }
}

async function endChannelsEarly(sql: Sql, which: string, values: string[]): Promise<string[]> {
  const rows = await sql.run<{ poll_id: string }>(
    `UPDATE poll_channels
     SET state = 'ending', close_as = 'terminated', ends_at = LEAST(ends_at, now()),
       next_at = CASE WHEN method = 'chat' THEN now() + interval '1 second' ELSE ${NEXT_TURN} END,
       attempts = 0, version = version + 1
     WHERE ${which} AND state IN ('starting', 'running')
     RETURNING poll_id`,
    values
  )
  return rows.map(({ poll_id }) => poll_id)
}

/** The caller holds the poll, and knows that it runs. */
async function cancelPoll(sql: Sql, after: AfterCommit, pollId: string): Promise<void> {
  await sql.run(
    `UPDATE polls SET status = 'cancelled', ended_at = now(), version = version + 1 WHERE id = $1`,
    [pollId]
  )
  await sql.run(
    `UPDATE poll_channels
     SET state = 'ended', ended_at = now(), ends_at = LEAST(ends_at, now()), version = version + 1
     WHERE poll_id = $1 AND method = 'chat' AND state IN ('running', 'ending')`,
    [pollId]
  )
  await sql.run(
    `UPDATE poll_channels
     SET state = 'ending', close_as = 'archived', next_at = ${NEXT_TURN}, attempts = 0,
       version = version + 1
     WHERE poll_id = $1 AND method = 'twitch' AND state IN ('starting', 'running', 'ending')`,
    [pollId]
  )
  await forgetVoters(sql, pollId)
  await notify(sql, 'polls')
  after.afterCommit(() => PollChanged.dispatch(pollId))
}

/** Who voted for what is nobody's business once it is counted. */
export async function forgetVoters(sql: Sql, pollId: string): Promise<void> {
  await sql.run(
    `DELETE FROM poll_votes v USING poll_channels c WHERE c.id = v.channel_id AND c.poll_id = $1`,
    [pollId]
  )
}
