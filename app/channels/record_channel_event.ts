import logger from '@adonisjs/core/services/logger'
import { inject } from '@adonisjs/core'
import type { ChannelEvent, ChannelEventKind, ChannelEventOf } from '#twitch/events/channel_event'
import { ChannelEventHandlers } from '#channels/channel_event_handlers'

/**
 * Hands an event to whoever wants it. Nothing is marked as seen: an event may
 * come twice, and its effect is made once by the database. One that fails is
 * not lost either, as Twitch's own lists are compared every minute.
 */
@inject()
export class RecordChannelEvent {
  constructor(private handlers: ChannelEventHandlers) {}

  /** @returns false when a handler failed */
  async execute(event: ChannelEvent): Promise<boolean> {
    switch (event.kind) {
      case 'redemption_added':
        return this.#run(event.kind, event)
      case 'redemption_updated':
        return this.#run(event.kind, event)
      case 'stream_online':
        return this.#run(event.kind, event)
      case 'stream_offline':
        return this.#run(event.kind, event)
    }
  }

  async #run<Kind extends ChannelEventKind>(kind: Kind, event: ChannelEventOf<Kind>) {
    const results = await Promise.allSettled(
      this.handlers.of(kind).map(async (handler) => handler(event))
    )
    for (const result of results) {
      if (result.status === 'rejected') {
        logger.error(
          { event: 'channels.handler_failed', kind, id: event.id, err: result.reason },
          'An event of a channel could not be handled'
        )
      }
    }
    return results.every(({ status }) => status === 'fulfilled')
  }
}
