import type { Clock } from './clock.ts'
import type { Channel } from './model.ts'

/** What each broadcaster's channel shows; made on first sight. */
export class Channels {
  readonly #byId = new Map<string, Channel>()
  readonly #clock: Clock
  #nextStream = 4_000_000_001

  constructor(clock: Clock) {
    this.#clock = clock
  }

  of(broadcasterId: string): Channel {
    const known = this.#byId.get(broadcasterId)
    if (known) return known
    const channel: Channel = {
      broadcasterId,
      title: 'Tabletop night',
      categoryId: '509660',
      categoryName: 'Tabletop RPGs',
      language: 'en',
      tags: ['English'],
      viewerCount: 0,
      stream: null,
    }
    this.#byId.set(broadcasterId, channel)
    return channel
  }

  startStream(channel: Channel): { id: string; startedAt: string } {
    channel.stream = { id: String(this.#nextStream++), startedAt: this.#clock.seconds() }
    return channel.stream
  }

  restore(channel: Channel): void {
    this.#byId.set(channel.broadcasterId, channel)
  }

  remove(broadcasterId: string): void {
    this.#byId.delete(broadcasterId)
  }

  all(): Channel[] {
    return [...this.#byId.values()]
  }

  live(): Channel[] {
    return this.all().filter((channel) => channel.stream !== null)
  }
}
