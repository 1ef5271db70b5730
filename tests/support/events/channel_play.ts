import { randomUUID } from 'node:crypto'
import type { RawMessage } from '#twitch/eventsub/frame'
import { Fields } from '#twitch/fields'

/** What can happen on a channel, each by or to a viewer. */
export const ACTS = [
  'follow',
  'unfollow',
  'subscribe',
  'resubscribe',
  'unsubscribe',
  'gift',
  'mod',
  'unmod',
  'vip',
  'unvip',
  'live',
  'offline',
  'title',
  'cheer',
  'chat',
] as const

export type Act = (typeof ACTS)[number]

interface Told {
  type: string
  version?: string
  event: object
}

/** Whose and what: the history of one thing. */
export type Subject = `${string} ${'follow' | 'subscription' | 'moderator' | 'vip' | 'stream'}`

export interface PlayedMessage {
  message: RawMessage
  /** Of what the history follows; null for what is only in the log. */
  subject: Subject | null
}

/** Who gives to whom. */
const GIFTERS: Record<string, string> = { 1: '77', 2: '78', 3: '79' }

const SUBSCRIBED = { tier: '1000', is_gift: false }

/**
 * A channel on Twitch as far as it matters to histories: acts have effects, are told
 * by events, and its lists say how things are.
 */
export class ChannelPlay {
  readonly messages: PlayedMessage[] = []
  readonly followers = new Map<string, Date>()
  readonly subscribers = new Map<string, { isGift: boolean; gifter: string | null }>()
  readonly moderators = new Set<string>()
  readonly vips = new Set<string>()
  stream: { streamId: string; startedAt: Date } | null = null
  #serial = 0

  constructor(readonly channelId: string) {}

  act(act: Act, viewer: string, at: Date): void {
    this[act](viewer, at)
  }

  private follow(viewer: string, at: Date) {
    if (this.followers.has(viewer)) return
    this.followers.set(viewer, at)
    this.#tell(at, `${viewer} follow`, {
      type: 'channel.follow',
      version: '2',
      event: { ...user(viewer), followed_at: at.toISOString() },
    })
  }

  private unfollow(viewer: string) {
    this.followers.delete(viewer)
  }

  private subscribe(viewer: string, at: Date) {
    if (this.subscribers.has(viewer)) return
    this.subscribers.set(viewer, { isGift: false, gifter: null })
    this.#tell(at, `${viewer} subscription`, {
      type: 'channel.subscribe',
      event: { ...user(viewer), ...SUBSCRIBED },
    })
  }

  private resubscribe(viewer: string, at: Date) {
    if (!this.subscribers.has(viewer)) return
    this.#tell(at, `${viewer} subscription`, {
      type: 'channel.subscription.message',
      event: {
        ...user(viewer),
        tier: '1000',
        message: { text: 'Again', emotes: null },
        cumulative_months: 3,
        streak_months: null,
        duration_months: 1,
      },
    })
  }

  private unsubscribe(viewer: string, at: Date) {
    const subscriber = this.subscribers.get(viewer)
    if (!subscriber) return
    this.subscribers.delete(viewer)
    this.#tell(at, `${viewer} subscription`, {
      type: 'channel.subscription.end',
      event: { ...user(viewer), tier: '1000', is_gift: subscriber.isGift },
    })
  }

  /** To a viewer, each by somebody else, one by nobody one knows; the recipient is told of just before. */
  private gift(viewer: string, at: Date) {
    if (this.subscribers.has(viewer)) return
    const gifter = GIFTERS[viewer] ?? null
    this.subscribers.set(viewer, { isGift: true, gifter })
    this.#tell(at, `${viewer} subscription`, {
      type: 'channel.subscribe',
      event: { ...user(viewer), tier: '1000', is_gift: true },
    })
    this.#tell(at, null, {
      type: 'channel.subscription.gift',
      event: {
        ...(gifter ? user(gifter) : { user_id: null, user_login: null, user_name: null }),
        is_anonymous: gifter === null,
        tier: '1000',
        total: 1,
      },
    })
  }

  private mod(viewer: string, at: Date) {
    this.#grant(this.moderators, 'moderator', viewer, at)
  }

  private unmod(viewer: string, at: Date) {
    this.#revoke(this.moderators, 'moderator', viewer, at)
  }

  private vip(viewer: string, at: Date) {
    this.#grant(this.vips, 'vip', viewer, at)
  }

  private unvip(viewer: string, at: Date) {
    this.#revoke(this.vips, 'vip', viewer, at)
  }

  private live(_viewer: string, at: Date) {
    if (this.stream) return
    this.stream = { streamId: `stream-${this.#serial}`, startedAt: at }
    this.#tell(at, 'channel stream', {
      type: 'stream.online',
      event: { id: this.stream.streamId, type: 'live', started_at: at.toISOString() },
    })
  }

  private offline(_viewer: string, at: Date) {
    if (!this.stream) return
    this.stream = null
    this.#tell(at, 'channel stream', { type: 'stream.offline', event: {} })
  }

  private title(viewer: string, at: Date) {
    const event = { title: viewer, language: 'en', category_id: '1', category_name: 'Tabletop' }
    this.#tell(at, null, { type: 'channel.update', version: '2', event })
  }

  private cheer(viewer: string, at: Date) {
    const event = { ...user(viewer), is_anonymous: false, bits: 100, message: 'Cheer100' }
    this.#tell(at, null, { type: 'channel.cheer', event })
  }

  private chat(viewer: string, at: Date) {
    const chatter = Object.fromEntries(
      Object.entries(user(viewer)).map(([name, value]) => [`chatter_${name}`, value])
    )
    const message = { message_id: randomUUID(), message: { text: 'Hello' }, badges: [] }
    this.#tell(at, null, { type: 'channel.chat.message', event: { ...chatter, ...message } })
  }

  #grant(held: Set<string>, role: 'moderator' | 'vip', viewer: string, at: Date) {
    if (held.has(viewer)) return
    held.add(viewer)
    this.#tell(at, `${viewer} ${role}`, { type: `channel.${role}.add`, event: user(viewer) })
  }

  #revoke(held: Set<string>, role: 'moderator' | 'vip', viewer: string, at: Date) {
    if (!held.delete(viewer)) return
    this.#tell(at, `${viewer} ${role}`, { type: `channel.${role}.remove`, event: user(viewer) })
  }

  #tell(at: Date, subject: Subject | null, { type, version = '1', event }: Told): void {
    this.#serial++
    const channel = { broadcaster_user_id: this.channelId }
    const message: RawMessage = {
      messageId: randomUUID(),
      sentAt: at,
      subscriptionId: `first-${type}`,
      type,
      version,
      event: new Fields({ ...channel, ...event }),
    }
    this.messages.push({ message, subject })
  }
}

const user = (id: string) => ({
  user_id: id,
  user_login: `viewer_${id}`,
  user_name: `Viewer ${id}`,
})

export const person = (id: string) => ({
  id,
  login: `viewer_${id}`,
  displayName: `Viewer ${id}`,
})
