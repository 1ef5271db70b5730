import type { ChannelEvent, ChannelEventKind, Envelope } from '#twitch/events/channel_event'

export type ChannelEventHandler<Kind extends ChannelEventKind> = (
  event: Envelope<Kind>
) => Promise<void>

/** A handler with the name it is known by when it fails. */
export interface NamedHandler {
  name: string
  handle: (event: ChannelEvent) => Promise<void>
}

/**
 * Who must act at once when something happens on a channel, before the message is
 * answered. Filled by the features above.
 */
export class ChannelEventHandlers {
  #handlers = new Map<ChannelEventKind, NamedHandler[]>()

  /**
   * The handler resolves once the effect of the event has committed, and may see the
   * same event again: then it does what is missing.
   *
   * @param name stays the same from version to version: what failed is tried again by it
   */
  on<Kind extends ChannelEventKind>(
    kind: Kind,
    name: string,
    handler: ChannelEventHandler<Kind>
  ): this {
    const isOfKind = (event: ChannelEvent): event is Extract<ChannelEvent, Envelope<Kind>> =>
      event.kind === kind
    const handle = async (event: ChannelEvent) => {
      if (isOfKind(event)) await handler(event)
    }
    this.#handlers.set(kind, [...this.of(kind), { name, handle }])
    return this
  }

  of(kind: ChannelEventKind): readonly NamedHandler[] {
    return this.#handlers.get(kind) ?? []
  }
}
