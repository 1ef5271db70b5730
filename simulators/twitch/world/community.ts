import type { Subscriber } from './model.ts'

/** Members of a channel by user id, each with what is known, newest last. */
class Circle<T> {
  readonly #byChannel = new Map<string, Map<string, T>>()

  of(broadcasterId: string): Map<string, T> {
    const known = this.#byChannel.get(broadcasterId)
    if (known) return known
    const members = new Map<string, T>()
    this.#byChannel.set(broadcasterId, members)
    return members
  }

  entries(): [string, [string, T][]][] {
    return [...this.#byChannel].map(([id, members]) => [id, [...members]])
  }

  restore(entries: [string, [string, T][]][]): void {
    for (const [id, members] of entries) this.#byChannel.set(id, new Map(members))
  }

  forget(userId: string): void {
    this.#byChannel.delete(userId)
    for (const members of this.#byChannel.values()) members.delete(userId)
  }
}

/**
 * Who follows, subscribes, moderates, is VIP or in chat, channel by channel. Values of the simple
 * circles are dates; of `gifts` it is how many subscriptions a viewer has given.
 */
export class Community {
  readonly followers = new Circle<string>()
  readonly subscribers = new Circle<Subscriber>()
  readonly moderators = new Circle<string>()
  readonly vips = new Circle<string>()
  readonly chatters = new Circle<string>()
  readonly gifts = new Circle<number>()

  /** The broadcaster counts as a moderator of the own channel, as on Twitch. */
  mayModerate(broadcasterId: string, userId: string): boolean {
    return broadcasterId === userId || this.moderators.of(broadcasterId).has(userId)
  }

  forget(userId: string): void {
    const { followers, subscribers, moderators, vips, chatters, gifts } = this
    for (const circle of [followers, subscribers, moderators, vips, chatters, gifts]) {
      circle.forget(userId)
    }
  }
}
