import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { cleanText } from '#core/clean_text'
import { onLucid } from '#core/sql'
import { redact } from '#twitch/redact'

const FLUSH_MS = 1_000
/** Kinds come from outside: their number is bounded, and so is a sample. */
const MAX_KINDS = 200
const MAX_SAMPLE = 4_000

interface Parked {
  kind: string
  reason: string
  count: number
  sample: string
}

/**
 * Messages that could not be used: logged once per kind and reason, counted in
 * memory and written every second, so that a flood of them costs next to nothing.
 */
@inject()
export class ParkedMessages {
  #waiting = new Map<string, Parked>()
  #logged = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  park(message: { kind: string; reason: string; sample: string }): void {
    const kind = cleanText(message.kind, 100) || 'unnamed'
    const reason = cleanText(message.reason, 200)
    const key = `${kind} ${reason}`
    const known = this.#waiting.get(key)

    if (known) {
      known.count += 1
      return
    }
    if (this.#waiting.size >= MAX_KINDS) {
      return this.park({ kind: 'too many kinds', reason: 'see the log', sample: '' })
    }

    const sample = cleanText(redact(message.sample.slice(0, MAX_SAMPLE)), MAX_SAMPLE)
    this.#waiting.set(key, { kind, reason, count: 1, sample })
    this.#log(key, kind, reason)
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS)
  }

  /** Writes what waits; safe to call at any time. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const parked = [...this.#waiting.values()]
    this.#waiting.clear()
    this.#writing = this.#writing.then(() => this.#write(parked))
    return this.#writing
  }

  #log(key: string, kind: string, reason: string): void {
    if (this.#logged.size < MAX_KINDS && !this.#logged.has(key)) {
      this.#logged.add(key)
      logger.warn({ event: 'channels.parked', kind, reason }, 'A message from Twitch was set aside')
    }
  }

  async #write(parked: Parked[]): Promise<void> {
    if (parked.length === 0) {
      return
    }
    try {
      await onLucid(db.connection()).run(
        `INSERT INTO parked_messages AS p (source, kind, reason, count, sample)
         SELECT 'twitch.eventsub', kind, reason, count, jsonb_build_object('text', sample)
         FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[]) AS t(kind, reason, count, sample)
         ON CONFLICT (source, kind, reason) DO UPDATE
           SET count = p.count + excluded.count, last_at = now()`,
        [
          parked.map(({ kind }) => kind),
          parked.map(({ reason }) => reason),
          parked.map(({ count }) => count),
          parked.map(({ sample }) => sample),
        ]
      )
    } catch (error) {
      logger.warn(
        { event: 'channels.park_failed', err: error },
        'Set-aside messages were not stored'
      )
    }
  }
}
