import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { Clock } from '#core/clock'
import { onLucid, type Sql } from '#core/sql'

const WRITE_EVERY_MS = 2_000
/** What is noted comes from outside; with more than that at once the rest waits for its next event. */
const MAX_NOTED = 50_000

/** Milliseconds since 1970. */
type Times = Map<string, number>

/**
 * When something was last heard: of a streamer's session, of a receiver that many share, by a subscription. Noted
 * at once and written every two seconds, for all together.
 */
@inject()
export class HeardLog {
  #sessions: Times = new Map()
  #receivers: Times = new Map()
  #subscriptions: Times = new Map()
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(private clock: Clock) {}

  /** Something came over the streamer's own session, be it a keepalive. */
  session(streamerId: string): void {
    this.#note(this.#sessions, streamerId)
  }

  /** The same for a receiver, by its name in `eventsub_receivers`. */
  receiver(name: string): void {
    this.#note(this.#receivers, name)
  }

  /** An event came, by Twitch's id of its subscription. */
  event(subscriptionId: string): void {
    this.#note(this.#subscriptions, subscriptionId)
  }

  /** Writes what waits; safe to call at any time. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const [sessions, receivers, subscriptions] = [
      this.#sessions,
      this.#receivers,
      this.#subscriptions,
    ]
    this.#sessions = new Map()
    this.#receivers = new Map()
    this.#subscriptions = new Map()
    this.#writing = this.#writing.then(() => this.#write(sessions, receivers, subscriptions))
    return this.#writing
  }

  #note(times: Times, key: string): void {
    if (times.size < MAX_NOTED || times.has(key)) {
      times.set(key, this.clock.millis())
      this.#timer ??= setTimeout(() => void this.flush(), WRITE_EVERY_MS)
    }
  }

  async #write(sessions: Times, receivers: Times, subscriptions: Times): Promise<void> {
    const sql = onLucid(db.connection())
    try {
      await write(sql, SESSIONS, sessions)
      await write(sql, RECEIVERS, receivers)
      await write(sql, SUBSCRIPTIONS, subscriptions)
    } catch (error) {
      logger.warn(
        { event: 'eventsub.heard_failed', err: error },
        'When Twitch was last heard was not stored'
      )
    }
  }
}

async function write(sql: Sql, text: string, times: Times): Promise<void> {
  if (times.size > 0) {
    await sql.run(text, [
      [...times.keys()],
      [...times.values()].map((millis) => new Date(millis).toISOString()),
    ])
  }
}

const SESSIONS = `
  UPDATE eventsub_connections c SET last_message_at = t.at, updated_at = now()
  FROM unnest($1::uuid[], $2::timestamptz[]) AS t(id, at)
  WHERE c.streamer_id = t.id AND c.transport = 'websocket'`

const RECEIVERS = `
  UPDATE eventsub_receivers r SET last_heard_at = t.at, updated_at = now()
  FROM unnest($1::text[], $2::timestamptz[]) AS t(name, at) WHERE r.name = t.name`

const SUBSCRIPTIONS = `
  WITH heard AS (
    UPDATE eventsub_subscriptions s SET last_event_at = t.at
    FROM unnest($1::text[], $2::timestamptz[]) AS t(id, at) WHERE s.twitch_id = t.id
    RETURNING s.streamer_id, t.at
  )
  UPDATE eventsub_connections c SET last_event_at = h.at
  FROM (SELECT streamer_id, max(at) AS at FROM heard GROUP BY streamer_id) h
  WHERE c.streamer_id = h.streamer_id`
