import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { onLucid, type Sql } from '#core/sql'
import { APP_BUCKET, RateGuard } from '#twitch/api/rate_guard'
import { callbackUrl } from '#twitch/eventsub/eventsub_settings'
import { type SubscriptionOnTwitch, SubscriptionsApi } from '#twitch/api/subscriptions_api'
import { revocationOf } from '#channels/eventsub/revocation_reason'

const ALIVE = ['enabled', 'webhook_callback_verification_pending']

/** What was made or changed around the time of reading is none of a comparison's business. */
const FRESH_SECONDS = 60

/** What a comparison with Twitch's list has found. */
export interface Compared {
  /** Left over from a process that ended before it could write them down. */
  orphans: number
  /** Twitch has them no more, or says that they have ended. */
  ended: number
}

/** Twitch has subscriptions to one of our receivers that no row knows. */
const ORPHANS = `
  WITH orphans AS (
    INSERT INTO eventsub_removals (twitch_id)
    SELECT t.id FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS t(id, target, created_at)
    WHERE t.created_at < now() - make_interval(secs => ${FRESH_SECONDS})
      AND (t.target = $4 OR t.target IN (SELECT conduit_id FROM eventsub_conduits))
      AND NOT EXISTS (SELECT FROM eventsub_subscriptions s WHERE s.twitch_id = t.id)
    ON CONFLICT DO NOTHING
    RETURNING 1
  )
  SELECT count(*)::int AS count FROM orphans`

/** Rows that were there before the list was read, and that it does not name. */
const MISSING = `
  WITH missing AS (
    UPDATE eventsub_subscriptions s SET status = 'wanted', twitch_id = NULL, enabled_at = NULL,
      reason = 'Twitch did not have it any more.', next_attempt_at = now(), updated_at = now()
    WHERE s.transport <> 'websocket' AND s.status IN ('pending', 'enabled')
      AND s.updated_at < $2::timestamptz - make_interval(secs => ${FRESH_SECONDS})
      AND NOT EXISTS (SELECT FROM unnest($1::text[]) AS t(id) WHERE t.id = s.twitch_id)
    RETURNING s.id
  )
  SELECT count(*)::int AS count FROM missing`

/** Twitch says that they have ended: a revocation that was not heard. */
const ENDED = `
  WITH ended AS (
    UPDATE eventsub_subscriptions s SET status = 'revoked', reason = t.reason, twitch_id = NULL,
      enabled_at = NULL, updated_at = now(),
      next_attempt_at = CASE WHEN t.retry < 0 THEN 'infinity' ELSE now() + make_interval(secs => t.retry) END
    FROM unnest($1::text[], $2::text[], $3::float8[]) AS t(id, reason, retry)
    WHERE s.twitch_id = t.id AND s.transport <> 'websocket'
    RETURNING s.id
  )
  SELECT count(*)::int AS count FROM ended`

/**
 * Reads Twitch's own list of what is subscribed over webhooks and conduits, and sets right where it
 * and the rows disagree. Only what delivers to this installation counts: another one
 * may use the same Twitch application.
 */
@inject()
export class CompareSubscriptions {
  constructor(
    private api: SubscriptionsApi,
    private rate: RateGuard
  ) {}

  /** @throws TwitchError when any page is missing; then nothing has been judged */
  async execute(signal: AbortSignal): Promise<Compared> {
    const sql = onLucid(db.connection())
    const [{ now: began }] = await sql.run<{ now: Date }>('SELECT now()')
    const listed = await this.#list(signal)
    const alive = listed.filter(({ status }) => ALIVE.includes(status))
    const over = listed.filter(({ status }) => !ALIVE.includes(status))

    const orphans = await count(sql, ORPHANS, [
      alive.map(({ id }) => id),
      alive.map(({ target }) => target),
      alive.map(({ createdAt }) => createdAt.toISOString()),
      callbackUrl(),
    ])
    const ended = await count(sql, ENDED, [
      over.map(({ id }) => id),
      over.map(({ status }) => revocationOf(status).reason),
      over.map(({ status }) => revocationOf(status).retrySeconds ?? -1),
    ])
    const missing = await count(sql, MISSING, [alive.map(({ id }) => id), began.toISOString()])

    const compared = { orphans, ended: ended + missing }
    if (orphans + ended + missing > 0) {
      logger.info({ event: 'eventsub.compared', ...compared }, 'Twitch’s list was another one')
    }
    return compared
  }

  async #list(signal: AbortSignal): Promise<SubscriptionOnTwitch[]> {
    const listed: SubscriptionOnTwitch[] = []
    let after: string | undefined
    do {
      await this.rate.turn(APP_BUCKET, signal)
      signal.throwIfAborted()
      const page = await this.api.page({ broadcasterId: null, after })
      listed.push(...page.data)
      after = page.next ?? undefined
    } while (after !== undefined)
    return listed
  }
}

async function count(sql: Sql, text: string, values: Parameters<Sql['run']>[1]): Promise<number> {
  const [row] = await sql.run<{ count: number }>(text, values)
  return row?.count ?? 0
}
