import { CHAT_LINES } from '#channels/features/channel_features'
import type { Sql } from '#core/sql'
import type { ChatLineFacts } from '#gamification/chat/chat_line_text'

/** What nobody could say in time is old news. */
const FRESH_MINUTES = 2
/** Twitch takes 20 messages in 30 seconds from one account. */
const PACE_SECONDS = 2
const BATCH = 20

/** A line on its way to Twitch, with what it says. */
export interface ClaimedLine extends ChatLineFacts {
  id: number
  streamerId: string
  broadcasterId: string
  /** The streamer's token allows it. */
  isAllowed: boolean
}

const DROP_OLD = `
  UPDATE chat_lines l SET state = 'dropped'
  WHERE l.state = 'waiting' AND (l.created_at < now() - interval '${FRESH_MINUTES} minutes'
    OR NOT EXISTS (SELECT FROM channel_features f
                   WHERE f.streamer_id = l.streamer_id AND f.feature = '${CHAT_LINES}'))`

const KNOW_VOICES = `
  INSERT INTO chat_voices (streamer_id)
  SELECT DISTINCT streamer_id FROM chat_lines WHERE state = 'waiting'
  ON CONFLICT DO NOTHING`

/** The oldest of each chat whose turn it is; the row of the chat keeps its pace between processes. */
const CLAIM = `
  WITH voice AS MATERIALIZED (
    SELECT v.streamer_id FROM chat_voices v
    WHERE v.next_at <= now()
      AND EXISTS (SELECT FROM chat_lines l WHERE l.streamer_id = v.streamer_id AND l.state = 'waiting')
    ORDER BY v.next_at LIMIT ${BATCH}
    FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE chat_lines l SET state = 'taken'
    FROM voice v
    WHERE l.id = (SELECT min(o.id) FROM chat_lines o
                  WHERE o.streamer_id = v.streamer_id AND o.state = 'waiting')
      AND l.state = 'waiting'
    RETURNING l.*
  ), paced AS (
    UPDATE chat_voices v SET next_at = now() + interval '${PACE_SECONDS} seconds'
    FROM taken t WHERE v.streamer_id = t.streamer_id
  )
  SELECT t.id, t.kind, t.streamer_id AS "streamerId", a.twitch_id AS "broadcasterId",
    a.state = 'valid' AND 'user:write:chat' = ANY (a.scopes) AS "isAllowed",
    i.rules->>'eventName' AS "eventName", i.mode, i.objective, i.progress,
    e.result->>'message' AS message, g.count AS refunded, g.reason
  FROM taken t
  JOIN instances i ON i.id = t.instance_id
  JOIN twitch_accounts a ON a.user_id = t.streamer_id
  LEFT JOIN executions e ON e.instance_id = i.id
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS count, mode() WITHIN GROUP (ORDER BY r.reason) AS reason
    FROM redemptions r
    WHERE r.instance_id = i.id AND r.streamer_id = t.streamer_id
      AND r.state IN ('refund_pending', 'refunded') AND r.reason <> 'settled_on_twitch'
  ) AS g
  ORDER BY t.id`

/**
 * Takes what is to be said now, in the caller's transaction: once it has committed, nobody
 * else says it.
 */
export async function claimChatLines(sql: Sql): Promise<ClaimedLine[]> {
  const waiting = await sql.run(`SELECT FROM chat_lines WHERE state = 'waiting' LIMIT 1`)
  if (waiting.length === 0) {
    return []
  }
  await sql.run(DROP_OLD)
  await sql.run(KNOW_VOICES)
  return sql.run<ClaimedLine>(CLAIM)
}
