import { Exception } from '@adonisjs/core/exceptions'
import type { Sql } from '#core/sql'

/** A message that failed, as it came. */
export type RawFailure = {
  id: string
  messageId: string
  /** Null when the person it is about hides or was erased. */
  message: Record<string, unknown> | null
  isWithheld: boolean
}

/** Whom a message may be about, by Twitch's names for it. */
const PERSON = `COALESCE(f.message->'event'->>'user_id', f.message->'event'->>'chatter_user_id',
  f.message->'event'->>'from_broadcaster_user_id')`

/**
 * @param channelId null for a message that is of no channel, as far as could be told
 * @throws 404 when there is none of that channel
 */
export async function rawFailure(
  sql: Sql,
  channelId: string | null,
  id: number
): Promise<RawFailure> {
  const [row] = await sql.run<RawFailure>(
    `SELECT f.id, f.message_id AS "messageId", CASE WHEN NOT w.held THEN f.message END AS message,
            w.held AS "isWithheld"
     FROM event_failures f CROSS JOIN LATERAL (
       SELECT EXISTS (SELECT FROM viewers v WHERE v.twitch_id = ${PERSON}
                        AND (v.is_hidden OR v.erased_at IS NOT NULL))) AS w(held)
     WHERE f.id = $1::bigint AND f.channel_id IS NOT DISTINCT FROM $2`,
    [id, channelId]
  )
  if (!row) {
    throw new Exception('There is no such failure.', { status: 404, code: 'E_NO_FAILURE' })
  }
  return row
}
