import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { MalformedData } from '#twitch/fields'
import { normalise } from '#twitch/events/normalise'
import type { RawMessage } from '#twitch/eventsub/frame'
import type { ChannelEvent } from '#twitch/events/channel_event'
import { ParkedMessages } from '#channels/parked_messages'
import { RecordChannelEvent } from '#channels/record_channel_event'

/** Twitch's own rule: what is older may be a replay. Reconciliation and polling find what it told. */
const MAX_AGE_MS = 10 * 60_000

/** What became of a message. Only a `failed` one may be asked for again. */
export type Taken = 'stored' | 'too_old' | 'parked' | 'failed'

/** The way of every message into the app, whichever transport it came by. */
@inject()
export class TakeMessage {
  constructor(
    private record: RecordChannelEvent,
    private parked: ParkedMessages,
    private clock: Clock
  ) {}

  /** Resolves once its effect has committed. */
  async execute(message: RawMessage): Promise<Taken> {
    if (this.clock.millis() - message.sentAt.getTime() > MAX_AGE_MS) {
      return 'too_old'
    }
    const event = this.#read(message)
    if (event === null) {
      return 'parked'
    }
    return (await this.record.execute(event)) ? 'stored' : 'failed'
  }

  #read(message: RawMessage): ChannelEvent | null {
    try {
      const event = normalise(message, this.clock.now().toJSDate())
      if (event === null) {
        this.#park(message, 'nothing here uses it')
      }
      return event
    } catch (error) {
      this.#park(message, error instanceof MalformedData ? error.message : 'it cannot be read')
      return null
    }
  }

  #park(message: RawMessage, reason: string): void {
    const sample = JSON.stringify(message.event.raw)
    this.parked.park({ kind: message.type, reason, sample })
  }
}
