import { own, PROCESS_ID } from '#core/jobs/ownership'
import type { Sql } from '#core/sql'

/** Twitch manages a few redemptions a second: small calls fail small. */
const BATCH = 10
/** How long a claim holds when its process dies. */
export const CLAIM_SECONDS = 15

export interface Claimed {
  id: string
  twitchRewardId: string
  state: 'fulfil_pending' | 'refund_pending'
  /** How often it has been tried before. */
  earlier: number
  instanceId: string | null
}

export const resourceOf = (broadcasterId: string) => `settlement:${broadcasterId}`

/**
 * One process at a time settles for a broadcaster. It holds longer than any call
 * takes, and is renewed before each.
 *
 * @returns false when another process serves the broadcaster
 */
export async function ownBroadcaster(sql: Sql, broadcasterId: string): Promise<boolean> {
  return (await own(sql, resourceOf(broadcasterId), CLAIM_SECONDS)) !== null
}

const DUE = `state IN ('fulfil_pending', 'refund_pending') AND next_attempt_at <= now()`

/**
 * Broadcasters with something to settle now, the longest waiting first. All of
 * them: those in trouble keep their place in front, and must not keep anybody
 * out. Whom another process serves is left to it.
 */
export async function dueBroadcasters(sql: Sql): Promise<string[]> {
  const rows = await sql.run<{ broadcaster_id: string }>(
    `SELECT d.broadcaster_id
     FROM (SELECT broadcaster_id, min(next_attempt_at) AS since
           FROM redemptions WHERE ${DUE} GROUP BY broadcaster_id) AS d
     WHERE NOT EXISTS (
       SELECT FROM ownerships o
       WHERE o.resource = 'settlement:' || d.broadcaster_id AND o.owner <> $1
         AND o.expires_at > clock_timestamp())
     ORDER BY d.since, d.broadcaster_id`,
    [PROCESS_ID]
  )
  return rows.map((row) => row.broadcaster_id)
}

/**
 * The next redemptions that can share a call: one reward, one outcome, and
 * either all for the first time or all once more, since those are read again
 * first. They come back by themselves when their process dies.
 */
export function claim(sql: Sql, broadcasterId: string): Promise<Claimed[]> {
  return sql.run<Claimed>(
    `WITH head AS (
       SELECT twitch_reward_id, state, attempts > 0 AS again FROM redemptions
       WHERE broadcaster_id = $1 AND ${DUE}
       ORDER BY next_attempt_at, id LIMIT 1
     ), due AS MATERIALIZED (
       SELECT r.id, r.attempts
       FROM redemptions r JOIN head h
         ON h.twitch_reward_id = r.twitch_reward_id AND h.state = r.state AND h.again = (r.attempts > 0)
       WHERE r.broadcaster_id = $1 AND r.state IN ('fulfil_pending', 'refund_pending')
         AND r.next_attempt_at <= now()
       ORDER BY r.next_attempt_at, r.id LIMIT ${BATCH}
       FOR NO KEY UPDATE OF r SKIP LOCKED
     )
     UPDATE redemptions r
     SET attempts = r.attempts + 1, next_attempt_at = now() + make_interval(secs => ${CLAIM_SECONDS})
     FROM due WHERE r.id = due.id
     RETURNING r.id, r.twitch_reward_id AS "twitchRewardId", r.state, due.attempts AS earlier,
       r.instance_id AS "instanceId"`,
    [broadcasterId]
  )
}
