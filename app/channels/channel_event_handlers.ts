import type { ChannelEventKind, Envelope } from '#twitch/events/channel_event'

export type ChannelEventHandler<Kind extends ChannelEventKind> = (
  event: Envelope<Kind>
) => Promise<void>

type Handlers = { [Kind in ChannelEventKind]?: ChannelEventHandler<Kind>[] }

/** Who wants to know what happens on channels. Filled by the features above. */
export class ChannelEventHandlers {
  #handlers: Handlers = {}

  /** The handler resolves once the effect of the event has committed. */
  on<Kind extends ChannelEventKind>(kind: Kind, handler: ChannelEventHandler<Kind>): this {
    const handlers: ChannelEventHandler<Kind>[] = this.#handlers[kind] ?? []
    handlers.push(handler)
    Object.assign(this.#handlers, { [kind]: handlers })
    return this
  }

  of<Kind extends ChannelEventKind>(kind: Kind): readonly ChannelEventHandler<Kind>[] {
    return this.#handlers[kind] ?? []
  }
}
