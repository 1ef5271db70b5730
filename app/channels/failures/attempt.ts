import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { EventFailuresChanged } from '#channels/failures/event_failures_changed'
import { reasonOf } from '#channels/failures/store_failure'
import type { TryAgain } from '#channels/failures/try_again'

/** Then a person has to see to it: about a quarter of an hour after the first failure. */
const MAX_ATTEMPTS = 9
const MAX_PAUSE_SECONDS = 300

/** A failure that this process has claimed; whoever claims it later makes it another attempt. */
export interface Claimed {
  id: number
  channelId: string | null
  handler: string
  message: unknown
  attempts: number
}

export const CLAIMED = `id, channel_id AS "channelId", handler, message, attempts`

/** For SQL: for how long others leave a claimed one alone. */
export const CLAIM = `interval '1 minute'`

/** Twice as long after each attempt, with jitter. */
const pauseSeconds = (attempts: number) =>
  Math.min(MAX_PAUSE_SECONDS, 2 ** attempts) * (0.75 + Math.random() / 2)

/**
 * Tries once more, and writes down how that went.
 *
 * @param mayWait whether it is tried again by itself when it fails, as long as that is worth it
 * @returns null when it worked, else why not
 */
export async function attempt(
  tryAgain: TryAgain,
  { id, channelId, handler, message, attempts }: Claimed,
  { mayWait, by }: { mayWait: boolean; by: string | null }
): Promise<string | null> {
  const reason = await tryAgain.execute(handler, message).then(
    () => null,
    (error: unknown) => reasonOf(error)
  )
  const isWaiting = mayWait && attempts < MAX_ATTEMPTS
  const state = reason === null ? 'done' : isWaiting ? 'retrying' : 'parked'

  await onLucid(db.connection()).run(
    `UPDATE event_failures
     SET state = $3, reason = COALESCE($4, reason),
         next_attempt_at = now() + make_interval(secs => $5),
         ended_at = CASE WHEN $3 = 'done' THEN now() END,
         ended_by = CASE WHEN $3 = 'done' THEN $6::uuid END
     WHERE id = $1 AND attempts = $2 AND state = 'retrying'`,
    [id, attempts, state, reason, pauseSeconds(attempts), by]
  )
  void EventFailuresChanged.dispatch(channelId)
  return reason
}
