import { cleanText } from '#core/clean_text'
import type { Sql } from '#core/sql'
import type { RawMessage } from '#twitch/eventsub/frame'
import { toStored } from '#channels/failures/stored_message'

/** Stands for no handler: the message could not be read, or its event not be written to the log. */
export const NORMALISE = 'normalise'
export const STORE = 'store'

export interface Failure {
  message: RawMessage
  channelId: string | null
  /** Ours when it could be read, else Twitch's type. */
  kind: string
  handler: string
  reason: string
}

const MAX_REASON = 300

/** What a person is shown of an error, and what the log has more of. */
export const reasonOf = (error: unknown) =>
  cleanText(error instanceof Error ? error.message : String(error), MAX_REASON) || 'It failed.'

/** Each message once for each handler; what had been done before is to be done again. */
const STORE_FAILURE = `
  INSERT INTO event_failures AS f (channel_id, kind, handler, message_id, message, state, reason, next_attempt_at)
  SELECT $1, $2, $3, $4, $5::jsonb, $6, $7, now() + interval '1 second'
  ON CONFLICT (handler, message_id) DO UPDATE
    SET state = excluded.state, reason = excluded.reason, attempts = 1, failed_at = now(),
        next_attempt_at = excluded.next_attempt_at, ended_at = NULL, ended_by = NULL
    WHERE f.state = 'done'`

/** Keeps what somebody could not handle, until it is. */
export async function storeFailure(
  sql: Sql,
  failure: Failure,
  state: 'retrying' | 'parked'
): Promise<void> {
  const { message, channelId, kind, handler, reason } = failure
  await sql.run(STORE_FAILURE, [
    channelId,
    kind,
    handler,
    message.messageId,
    toStored(message),
    state,
    reason,
  ])
}
