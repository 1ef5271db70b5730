import logger from '@adonisjs/core/services/logger'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { MalformedData } from '#twitch/fields'
import { normalise } from '#twitch/events/normalise'
import type { RawMessage } from '#twitch/eventsub/frame'
import type { ChannelEvent } from '#twitch/events/channel_event'
import { ParkMessage } from '#channels/failures/park_message'
import { EventIntake } from '#channels/intake/event_intake'
import { HandleEvent } from '#channels/intake/handle_event'

/** Twitch's own rule: what is older may be a replay. Reconciliation and polling find what it told. */
const MAX_AGE_MS = 10 * 60_000

/**
 * What became of a message:
 * - `stored`: it is in the log, now or before, and all that must act on it has, or will.
 * - `too_old`: nothing was done.
 * - `parked`: it cannot be used; it is kept with the reason.
 * - `failed`: not all of that could be stored. Only such a one has to be told again.
 */
export type Taken = 'stored' | 'too_old' | 'parked' | 'failed'

/** The way of every message into the app, whichever transport it came by. */
@inject()
export class TakeMessage {
  constructor(
    private intake: EventIntake,
    private handle: HandleEvent,
    private park: ParkMessage,
    private clock: Clock
  ) {}

  #turn: Date | undefined

  /** Resolves once its effect has committed. */
  async execute(message: RawMessage): Promise<Taken> {
    if (this.#now().getTime() - message.sentAt.getTime() > MAX_AGE_MS) {
      return 'too_old'
    }
    try {
      return await this.take(message)
    } catch (error) {
      const { type, messageId: id } = message
      logger.error({ event: 'channels.not_taken', type, id, err: error }, 'A message was not taken')
      return 'failed'
    }
  }

  /**
   * The same, of whatever age.
   *
   * @throws when not all of it could be stored
   */
  async take(message: RawMessage): Promise<'stored' | 'parked'> {
    const event = this.#read(message)
    if (typeof event === 'string') {
      await this.park.execute(message, event)
      return 'parked'
    }
    // Side by side: neither needs the other, and a redemption counts as soon as it can.
    const [stored] = await Promise.all([
      this.intake.take({ event, message }),
      this.handle.execute(message, event),
    ])
    return stored
  }

  /** @returns why not, when it cannot be read */
  #read(message: RawMessage): ChannelEvent | string {
    try {
      return normalise(message, this.#now()) ?? 'nothing here uses it'
    } catch (error) {
      if (error instanceof MalformedData) {
        return error.message
      }
      throw error
    }
  }

  /** Read once for all that come in the same turn of the event loop. */
  #now(): Date {
    if (!this.#turn) {
      this.#turn = new Date(this.clock.millis())
      setImmediate(() => (this.#turn = undefined))
    }
    return this.#turn
  }
}
