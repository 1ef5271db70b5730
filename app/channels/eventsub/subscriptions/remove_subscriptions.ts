import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { onLucid } from '#core/sql'
import { TwitchError } from '#twitch/twitch_error'
import { APP_BUCKET, RateGuard } from '#twitch/api/rate_guard'
import { SubscriptionsApi } from '#twitch/api/subscriptions_api'

const BATCH = 50
/** A WebSocket's end with it; whatever else is not deleted by then is found by the comparison with Twitch's list. */
const MAX_ATTEMPTS = 12

interface Removal {
  twitch_id: string
  broadcaster_id: string | null
}

/** Deletes at Twitch what nobody wants any more. */
@inject()
export class RemoveSubscriptions {
  constructor(
    private api: SubscriptionsApi,
    private rate: RateGuard
  ) {}

  /** @returns whether there may be more at once */
  async execute(signal: AbortSignal): Promise<boolean> {
    const sql = onLucid(db.connection())
    const due = await sql.run<Removal>(
      `SELECT twitch_id, broadcaster_id FROM eventsub_removals
       WHERE next_attempt_at <= now() ORDER BY next_attempt_at LIMIT ${BATCH}`
    )
    const attempts: Promise<boolean>[] = []
    for (const removal of due) {
      if (removal.broadcaster_id === null) {
        await this.rate.turn(APP_BUCKET, signal)
      }
      if (signal.aborted) {
        break
      }
      attempts.push(this.#one(removal))
    }
    const results = await Promise.all(attempts)
    const done = due.filter((_, index) => results[index] === true)
    const failed = due.filter((_, index) => results[index] === false)

    if (due.length > 0) {
      await sql.run(
        `WITH over AS (DELETE FROM eventsub_removals
           WHERE twitch_id = ANY ($1::text[])
             OR (twitch_id = ANY ($2::text[]) AND attempts + 1 >= ${MAX_ATTEMPTS}))
         UPDATE eventsub_removals SET attempts = attempts + 1,
           next_attempt_at = now() + make_interval(secs => LEAST(600, 2 ^ (attempts + 1)))
         WHERE twitch_id = ANY ($2::text[]) AND attempts + 1 < ${MAX_ATTEMPTS}`,
        [done.map((removal) => removal.twitch_id), failed.map((removal) => removal.twitch_id)]
      )
    }
    return due.length === BATCH && failed.length === 0 && !signal.aborted
  }

  /** @returns whether it is gone */
  async #one({ twitch_id: id, broadcaster_id: broadcasterId }: Removal): Promise<boolean> {
    try {
      await this.api.delete(id, broadcasterId)
      return true
    } catch (error) {
      if (!(error instanceof TwitchError)) {
        throw error
      }
      logger.info(
        { event: 'eventsub.not_removed', code: error.code, detail: error.detail },
        'A subscription could not be deleted at Twitch'
      )
      // Without the streamer's permission Twitch has ended it already.
      return error.needsConsent && broadcasterId !== null
    }
  }
}
