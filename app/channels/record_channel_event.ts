import logger from '@adonisjs/core/services/logger'
import { inject } from '@adonisjs/core'
import type { ChannelEventKind, Envelope } from '#twitch/events/channel_event'
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
  async execute<Kind extends ChannelEventKind>(event: Envelope<Kind>): Promise<boolean> {
    const { kind, id } = event
    const results = await Promise.allSettled(
      this.handlers.of(kind).map(async (handler) => handler(event))
    )
    for (const result of results) {
      if (result.status === 'rejected') {
        logger.error(
          { event: 'channels.handler_failed', kind, id, err: result.reason },
          'An event of a channel could not be handled'
        )
      }
    }
    return results.every(({ status }) => status === 'fulfilled')
  }
}
