import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { onLucid } from '#core/sql'
import type { RawMessage } from '#twitch/eventsub/frame'
import type { ChannelEvent } from '#twitch/events/channel_event'
import { ChannelEventHandlers, type NamedHandler } from '#channels/channel_event_handlers'
import { EventFailuresChanged } from '#channels/failures/event_failures_changed'
import { reasonOf, storeFailure } from '#channels/failures/store_failure'

/**
 * Has those act who must act on an event at once. One that fails does not keep the
 * others from it: it is written down, to be tried again.
 */
@inject()
export class HandleEvent {
  constructor(private handlers: ChannelEventHandlers) {}

  /** @throws when a handler failed and not even that could be stored */
  async execute(message: RawMessage, event: ChannelEvent): Promise<void> {
    const handlers = this.handlers.of(event.kind)
    if (handlers.length > 0) {
      await Promise.all(handlers.map((handler) => this.#handle(handler, message, event)))
    }
  }

  async #handle(handler: NamedHandler, message: RawMessage, event: ChannelEvent): Promise<void> {
    try {
      await handler.handle(event)
    } catch (error) {
      const { kind, channelId, id } = event
      logger.error(
        { event: 'channels.handler_failed', handler: handler.name, kind, id, err: error },
        'An event of a channel could not be handled'
      )
      const failure = { message, channelId, kind, handler: handler.name, reason: reasonOf(error) }
      await storeFailure(onLucid(db.connection()), failure, 'retrying')
      void EventFailuresChanged.dispatch(channelId)
    }
  }
}
