import { own, disown } from '#core/jobs/ownership'
import type { Sql } from '#core/sql'
import { LogReader, type Place, type ReadEvent } from '#channels/log/log_reader'
import { toPublic } from '#channels/log/public_event'

/** With the prefix of all our keys: `crowdcrit:channel-events`. */
export const STREAM = 'channel-events'

const RESOURCE = 'channel-events:redis'
const OWNED_SECONDS = 15
const RENEW_MS = 5_000
const AT_ONCE = 500
/** About so many are kept for programs that were away; the log itself has more. */
const KEPT = 100_000

/** The part of a Redis connection that is needed here. */
export interface StreamWriter {
  pipeline(): {
    xadd(key: string, ...parts: (string | number)[]): unknown
    exec(): Promise<[error: Error | null, result: unknown][] | null>
  }
}

/**
 * Copies the log of events to a Redis stream, in the order of the log, for programs outside. Each
 * gets there at least once: after a crash the last few come again, under the same id.
 */
export class PublishToRedis {
  #reader = new LogReader('redis')
  #place: Place | undefined
  #ownedUntil = 0

  constructor(
    private sql: () => Sql,
    private redis: StreamWriter
  ) {}

  /** @returns whether there is more */
  async execute(): Promise<boolean> {
    const sql = this.sql()
    if (!(await this.#isOurs(sql))) {
      this.#place = undefined
      return false
    }
    const from = (this.#place ??= await this.#reader.place(sql))
    const events = await this.#reader.next(sql, from, AT_ONCE)
    const last = events.at(-1)
    if (!last) {
      return false
    }

    await this.#send(events)
    const to = { xid: last.xid, eventId: last.eventId }
    this.#place = (await this.#reader.done(sql, from, to)) ? to : undefined
    return events.length === AT_ONCE
  }

  async stop(): Promise<void> {
    await disown(this.sql(), RESOURCE)
  }

  async #isOurs(sql: Sql): Promise<boolean> {
    const now = performance.now()
    if (now >= this.#ownedUntil) {
      const isOurs = (await own(sql, RESOURCE, OWNED_SECONDS)) !== null
      this.#ownedUntil = isOurs ? now + RENEW_MS : 0
    }
    return this.#ownedUntil > 0
  }

  async #send(events: ReadEvent[]): Promise<void> {
    const pipeline = this.redis.pipeline()
    for (const event of events) {
      pipeline.xadd(STREAM, 'MAXLEN', '~', KEPT, '*', ...fieldsOf(event))
    }
    for (const [error] of (await pipeline.exec()) ?? []) {
      if (error) throw error
    }
  }
}

/** What a program may choose by, and the event itself. */
const fieldsOf = (event: ReadEvent) => [
  'kind',
  event.kind,
  'channelId',
  event.channelId,
  'event',
  JSON.stringify(toPublic(event)),
]
