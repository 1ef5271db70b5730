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

/** Who follows, subscribes, moderates or is VIP, channel by channel. Values of the three simple circles are dates. */
export class Community {
  readonly followers = new Circle<string>()
  readonly subscribers = new Circle<Subscriber>()
  readonly moderators = new Circle<string>()
  readonly vips = new Circle<string>()

  /** The broadcaster counts as a moderator of the own channel, as on Twitch. */
  mayModerate(broadcasterId: string, userId: string): boolean {
    return broadcasterId === userId || this.moderators.of(broadcasterId).has(userId)
  }

  forget(userId: string): void {
    this.followers.forget(userId)
    this.subscribers.forget(userId)
    this.moderators.forget(userId)
    this.vips.forget(userId)
  }
}
