import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { normalise } from '#twitch/events/normalise'
import type { RawMessage } from '#twitch/eventsub/frame'
import { ChannelEventHandlers } from '#channels/channel_event_handlers'
import { fromStored } from '#channels/failures/stored_message'
import { NORMALISE, STORE } from '#channels/failures/store_failure'
import { TakeMessage } from '#channels/intake/take_message'

/** Does again what failed: reads the message anew, and has the one who failed act on it. */
@inject()
export class TryAgain {
  constructor(
    private takeMessage: TakeMessage,
    private handlers: ChannelEventHandlers,
    private clock: Clock
  ) {}

  /** @throws with the reason when it fails again */
  async execute(handler: string, stored: unknown): Promise<void> {
    const message = fromStored(stored)
    if (handler === NORMALISE || handler === STORE) {
      await this.#take(message)
    } else {
      await this.#handle(handler, message)
    }
  }

  async #take(message: RawMessage): Promise<void> {
    // Reading alone comes first: what still cannot be read says why.
    this.#read(message)
    if ((await this.takeMessage.take(message)) === 'parked') {
      throw new Error('It still cannot be stored.')
    }
  }

  async #handle(name: string, message: RawMessage): Promise<void> {
    const event = this.#read(message)
    const handler = this.handlers.of(event.kind).find((one) => one.name === name)
    if (!handler) {
      throw new Error(`Nothing is called ${name} any more.`)
    }
    await handler.handle(event)
  }

  #read(message: RawMessage) {
    const event = normalise(message, this.clock.now().toJSDate())
    if (event === null) {
      throw new Error('nothing here uses it')
    }
    return event
  }
}
