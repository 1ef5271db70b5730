import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import type { FoundCandidate } from '#polls/control/find_candidates'
import { BUSY, type WayToVote } from '#polls/control/way_to_vote'
import type { PollInput } from '#polls/poll_validator'

/** What of a channel is left to come in after its time: it was said before. */
const GRACE = `interval '1 second'`

/** A streamer's channel, and how its viewers vote. */
export interface Part extends FoundCandidate {
  way: WayToVote
}

/** A channel's part in a poll; of two polls at once the later finds the channel taken. */
export async function takePart(
  sql: Sql,
  pollId: string,
  part: Part,
  input: PollInput
): Promise<void> {
  const { way } = part
  if ('problem' in way) {
    await leaveOut(sql, pollId, part, input, way.problem)
    return
  }
  const isChat = way.method === 'chat'
  const taken = await sql.run(
    `INSERT INTO poll_channels (id, poll_id, streamer_id, broadcaster_id, method, state, votes,
       ends_at, next_at)
     SELECT $1, p.id, $3, $4, $5, $6, array_fill(0, ARRAY[cardinality(p.options)]), p.ends_at,
       CASE WHEN $7::boolean THEN p.ends_at + ${GRACE} ELSE now() END
     FROM polls p WHERE p.id = $2
     ON CONFLICT (broadcaster_id) WHERE state IN ('starting', 'running', 'ending') DO NOTHING
     RETURNING id`,
    [
      uuidv7(),
      pollId,
      part.streamerId,
      part.broadcasterId,
      way.method,
      isChat ? 'running' : 'starting',
      isChat,
    ]
  )
  if (taken.length === 0) {
    await leaveOut(sql, pollId, part, input, BUSY)
  }
}

async function leaveOut(
  sql: Sql,
  pollId: string,
  { streamerId, broadcasterId }: Part,
  { options }: PollInput,
  problem: string
): Promise<void> {
  await sql.run(
    `INSERT INTO poll_channels (id, poll_id, streamer_id, broadcaster_id, state, votes, problem,
       ends_at, ended_at)
     VALUES ($1, $2, $3, $4, 'failed', array_fill(0, ARRAY[$5::int]), $6, now(), now())`,
    [uuidv7(), pollId, streamerId, broadcasterId, options.length, problem]
  )
}
