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

  constructor(
    private take: TakeMessage,
    private heard: HeardLog,
    private clock: Clock
  ) {}

  /** Never throws: `failed` says that it has not been stored. */
  async execute(message: RawMessage): Promise<Taken> {
    this.heard.event(message.subscriptionId)
    const taken = await this.take.execute(message)
    if (taken === 'failed') {
      this.#miss(message)
    }
    if (taken === 'too_old') {
      this.#lookAgain(message)
    }
    return taken
  }

  async stop(): Promise<void> {
    await this.#tell()
    clearTimeout(this.#timer)
  }

  #miss({ subscriptionId }: RawMessage): void {
    if (this.#missed.size < MAX_MISSED && !this.#missed.has(subscriptionId)) {
      this.#missed.set(subscriptionId, this.clock.now().toJSDate())
    }
    this.#timer ??= setTimeout(() => void this.#tell(), TELL_EVERY_MS)
  }

  /** It is found in Twitch's own lists, if it is in one. */
  #lookAgain({ subscriptionId }: RawMessage): void {
    lookAgainAfter(onLucid(db.connection()), subscriptionId).catch((error: unknown) => {
      logger.warn({ event: 'eventsub.not_looked', err: error }, 'Nobody was told to look again')
    })
  }

  async #tell(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const missed = [...this.#missed]
    if (missed.length === 0) {
      return
    }
    try {
      const until = this.clock.now().toJSDate()
      await recordMisses(
        onLucid(db.connection()),
        missed.map(([id, since]) => [id, { since, until }])
      )
      missed.forEach(([id]) => this.#missed.delete(id))
    } catch (error) {
      logger.debug({ event: 'eventsub.misses_wait', err: error }, 'The database is still away')
      this.#timer = setTimeout(() => void this.#tell(), TELL_EVERY_MS)
    }
  }
}
