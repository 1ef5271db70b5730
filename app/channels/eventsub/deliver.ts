import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { Clock } from '#core/clock'
import { onLucid } from '#core/sql'
import type { RawMessage } from '#twitch/eventsub/frame'
import { type Taken, TakeMessage } from '#channels/intake/take_message'
import { HeardLog } from '#channels/eventsub/heard_log'
import { lookAgainAfter } from '#channels/eventsub/look_again'
import { recordMisses } from '#channels/eventsub/record_gap'

const TELL_EVERY_MS = 2_000
/** More than that are one outage, which concerns everybody. */
const MAX_MISSED = 50_000

/**
 * The way of every message from a transport to the intake. What could not be stored, because the database was away,
 * is a gap like any other: it is noted as one as soon as that is possible.
 */
@inject()
export class Deliver {
  /** When the first message of a subscription was not stored. */
  #missed = new Map<string, Date>()
  #timer: NodeJS.Timeout | undefined
  #isLogged = false

  constructor(
    private take: TakeMessage,
    private heard: HeardLog,
    private clock: Clock
  ) {}

  /** Never throws: `failed` says that it has not been stored. */
  async execute(message: RawMessage): Promise<Taken> {
    this.heard.event(message.subscriptionId)
    try {
      const taken = await this.take.execute(message)
      if (taken === 'too_old') {
        await lookAgainAfter(onLucid(db.connection()), message.subscriptionId)
      }
      return taken
    } catch (error) {
      this.#miss(message, error)
      return 'failed'
    }
  }

  async stop(): Promise<void> {
    await this.#tell()
    clearTimeout(this.#timer)
  }

  /** Logged once an outage: there may be thousands. */
  #miss({ subscriptionId, type }: RawMessage, error: unknown): void {
    if (!this.#isLogged) {
      this.#isLogged = true
      logger.error({ event: 'eventsub.not_stored', type, err: error }, 'An event was not stored')
    }
    if (this.#missed.size < MAX_MISSED && !this.#missed.has(subscriptionId)) {
      this.#missed.set(subscriptionId, this.clock.now().toJSDate())
    }
    this.#timer ??= setTimeout(() => void this.#tell(), TELL_EVERY_MS)
  }

  async #tell(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const missed = [...this.#missed]
    if (missed.length === 0) {
      return
    }
    try {
      await recordMisses(onLucid(db.connection()), missed)
      missed.forEach(([id]) => this.#missed.delete(id))
      this.#isLogged = false
    } catch (error) {
      logger.debug({ event: 'eventsub.misses_wait', err: error }, 'The database is still away')
      this.#timer = setTimeout(() => void this.#tell(), TELL_EVERY_MS)
    }
  }
}
