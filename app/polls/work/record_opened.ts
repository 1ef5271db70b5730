import type { Sql } from '#core/sql'
import { notify } from '#core/jobs/notifications'
import type { AfterCommit } from '#core/transact'
import type { PollOnTwitch } from '#twitch/api/polls_api'
import { PollChanged } from '#polls/poll_changed'
import type { DueChannel } from '#polls/work/due_channel'

/** When Twitch has not told of the end by then, it is asked. */
export const ASK_AFTER = `interval '3 seconds'`

const RECORD = `
  UPDATE poll_channels c
  SET twitch_poll_id = $2, choice_ids = $3::text[], attempts = 0, version = c.version + 1,
    state = CASE c.state WHEN 'starting' THEN 'running' ELSE c.state END,
    ends_at = CASE c.state WHEN 'starting' THEN GREATEST(c.ends_at, $4::timestamptz) ELSE c.ends_at END,
    next_at = CASE WHEN c.state = 'starting' AND $5::boolean THEN GREATEST(c.ends_at, $4::timestamptz) + ${ASK_AFTER} ELSE now() END
  WHERE c.id = $1 AND c.state IN ('starting', 'ending') AND c.twitch_poll_id IS NULL
  RETURNING c.poll_id`

/**
 * Writes down the poll that Twitch has made for a channel.
 *
 * @returns false when nobody wants it any more: it has to be ended on Twitch
 */
export async function recordOpened(
  sql: Sql,
  after: AfterCommit,
  channel: DueChannel,
  poll: PollOnTwitch
): Promise<boolean> {
  const runsUntil = new Date(Date.now() + Math.max(15, channel.secondsLeft) * 1_000)
  const recorded = await sql.run(RECORD, [
    channel.id,
    poll.id,
    poll.choices.map(({ id }) => id),
    runsUntil,
    poll.isActive,
  ])
  if (recorded.length > 0) {
    await notify(sql, 'polls')
    after.afterCommit(() => PollChanged.dispatch(channel.pollId))
    return true
  }
  const same = await sql.run('SELECT FROM poll_channels WHERE id = $1 AND twitch_poll_id = $2', [
    channel.id,
    poll.id,
  ])
  return same.length > 0
}
