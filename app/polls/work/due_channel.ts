import type { Sql } from '#core/sql'
import { OPEN_STATES_SQL, type PollChannelState, type VoteMethod } from '#polls/poll_state'

/** A poll's part on a channel whose turn it is, with what Twitch has to be told. */
export interface DueChannel {
  id: string
  pollId: string
  broadcasterId: string
  method: VoteMethod
  state: Extract<PollChannelState, 'starting' | 'running' | 'ending'>
  twitchPollId: string | null
  closeAs: 'terminated' | 'archived' | null
  question: string
  options: string[]
  askedAt: Date
  /** Until the poll's end; negative afterwards. */
  secondsLeft: number
  /** Since this channel's own end; negative before. */
  secondsOver: number
  /** Rises with every turn; a turn that takes too long is followed by another one. */
  attempt: number
  /** The chat is in use there, should Twitch's poll not go. */
  hasChat: boolean
}

/** Longer than the calls of a turn take together. Who dies in it is followed by somebody else then. */
const TURN = `interval '30 seconds'`
const BATCH = 50

const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT id FROM poll_channels
    WHERE state IN (${OPEN_STATES_SQL}) AND next_at <= now()
    ORDER BY next_at LIMIT ${BATCH}
    FOR UPDATE SKIP LOCKED
  )
  UPDATE poll_channels c SET next_at = now() + ${TURN}, attempts = c.attempts + 1
  FROM due, polls p
  WHERE c.id = due.id AND p.id = c.poll_id
  RETURNING c.id, c.poll_id AS "pollId", c.broadcaster_id AS "broadcasterId", c.method, c.state,
    c.twitch_poll_id AS "twitchPollId", c.close_as AS "closeAs", p.question, p.options,
    p.started_at AS "askedAt", c.attempts AS attempt,
    extract(epoch FROM p.ends_at - now())::float8 AS "secondsLeft",
    extract(epoch FROM now() - c.ends_at)::float8 AS "secondsOver",
    EXISTS (SELECT FROM channel_features f JOIN twitch_accounts a ON a.user_id = f.streamer_id
            WHERE f.streamer_id = c.streamer_id AND f.feature = 'chat'
              AND 'user:read:chat' = ANY (a.scopes)) AS "hasChat"`

/** Takes the parts whose turn it is: until it is over, nobody else does. */
export function claimDue(sql: Sql): Promise<DueChannel[]> {
  return sql.run<DueChannel>(CLAIM)
}

/** Not yet: again after a while, unless somebody has decided about it meanwhile. */
export async function comeAgain(sql: Sql, channel: DueChannel, milliseconds: number) {
  await sql.run(
    `UPDATE poll_channels SET next_at = now() + make_interval(secs => $3)
     WHERE id = $1 AND attempts = $2 AND state IN (${OPEN_STATES_SQL})`,
    [channel.id, channel.attempt, milliseconds / 1_000]
  )
}
