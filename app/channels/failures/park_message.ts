import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { onLucid } from '#core/sql'
import type { RawMessage } from '#twitch/eventsub/frame'
import { EventFailuresChanged } from '#channels/failures/event_failures_changed'
import { NORMALISE } from '#channels/failures/store_failure'
import { toStored } from '#channels/failures/stored_message'
import { ParkedMessages } from '#channels/parked_messages'

/** So many that are alike are enough to see what is wrong; and so many altogether. */
const KEPT_ALIKE = 20
const KEPT = 1_000
const MAX_BYTES = 64 * 1024
/** For how long no room is looked for where there was none. */
const FULL_MS = 60_000

const PARK = `
  INSERT INTO event_failures (channel_id, kind, handler, message_id, message, state, reason)
  SELECT $1, $2, '${NORMALISE}', $3, $4::jsonb, 'parked', $5
  WHERE (SELECT count(*) FROM (SELECT FROM event_failures
           WHERE state = 'parked' AND handler = '${NORMALISE}' AND kind = $2 AND reason = $5
           LIMIT ${KEPT_ALIKE}) alike) < ${KEPT_ALIKE}
    AND (SELECT count(*) FROM (SELECT FROM event_failures
           WHERE state = 'parked' AND handler = '${NORMALISE}' LIMIT ${KEPT}) kept) < ${KEPT}
  ON CONFLICT (handler, message_id) DO UPDATE SET reason = excluded.reason
  RETURNING id`

/**
 * Keeps a message that cannot be read, whole and with the reason, until somebody has
 * seen to it. However many come, a bounded number is kept; all are counted.
 */
@inject()
export class ParkMessage {
  #fullUntil = new Map<string, number>()

  constructor(
    private counts: ParkedMessages,
    private clock: Clock
  ) {}

  /** Resolves once it is kept, or there is no room for more of its like. */
  async execute(message: RawMessage, reason: string): Promise<void> {
    const kind = message.type
    const stored = toStored(message)
    // Without a sample: the first of its like are kept whole.
    this.counts.park({ kind, reason, sample: '' })

    const like = `${kind} ${reason}`
    const isFull = (this.#fullUntil.get(like) ?? 0) > this.clock.millis()
    if (isFull || stored.length > MAX_BYTES) {
      return
    }
    const channelId = channelOf(message)
    const kept = await onLucid(db.connection()).run(PARK, [
      channelId,
      kind,
      message.messageId,
      stored,
      reason,
    ])
    if (kept.length > 0) {
      void EventFailuresChanged.dispatch(channelId)
    } else {
      this.#full(like)
    }
  }

  #full(like: string): void {
    if (this.#fullUntil.size > KEPT) {
      this.#fullUntil.clear()
    }
    this.#fullUntil.set(like, this.clock.millis() + FULL_MS)
  }
}

/** Whose channel it is of, if that much can be read. */
function channelOf({ event }: RawMessage): string | null {
  for (const name of ['broadcaster_user_id', 'to_broadcaster_user_id']) {
    const value = event.raw[name]
    if (typeof value === 'string' && /^\d{1,20}$/.test(value)) {
      return value
    }
  }
  return null
}
