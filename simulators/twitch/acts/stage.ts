import { broadcasterFields, userFields } from './people.ts'
import type { Hub } from '../eventsub/hub.ts'
import type { World } from '../world/world.ts'
import type { Channel, User } from '../world/model.ts'
import { randomUUID } from 'node:crypto'

/** What a broadcaster and the audience do around the stream itself. */
export class Stage {
  readonly #world: World
  readonly #hub: Hub

  constructor(world: World, hub: Hub) {
    this.#world = world
    this.#hub = hub
  }

  /** Going live starts the per-stream counters of rewards anew. Doing it twice changes nothing. */
  goLive(broadcaster: User): void {
    const { channels, rewards } = this.#world
    const channel = channels.of(broadcaster.id)
    if (channel.stream) return
    const stream = channels.startStream(channel)
    for (const reward of rewards.of(broadcaster.id)) {
      reward.soldThisStream = 0
      reward.soldPerUser.clear()
    }
    this.#publish('stream.online', broadcaster, {
      id: stream.id,
      ...broadcasterFields(broadcaster),
      type: 'live',
      started_at: stream.startedAt,
    })
  }

  goOffline(broadcaster: User): void {
    const channel = this.#world.channels.of(broadcaster.id)
    if (!channel.stream) return
    channel.stream = null
    this.#publish('stream.offline', broadcaster, broadcasterFields(broadcaster))
  }

  describe(
    broadcaster: User,
    changes: Partial<Pick<Channel, 'title' | 'categoryId' | 'categoryName' | 'language' | 'tags'>>
  ): void {
    const channel = this.#world.channels.of(broadcaster.id)
    Object.assign(channel, changes)
    this.#publish('channel.update', broadcaster, {
      ...broadcasterFields(broadcaster),
      title: channel.title,
      language: channel.language,
      category_id: channel.categoryId,
      category_name: channel.categoryName,
      content_classification_labels: [],
    })
  }

  raid(from: User, to: User, viewers: number): void {
    this.#hub.publish({
      type: 'channel.raid',
      facts: { from_broadcaster_user_id: from.id, to_broadcaster_user_id: to.id },
      event: {
        from_broadcaster_user_id: from.id,
        from_broadcaster_user_login: from.login,
        from_broadcaster_user_name: from.displayName,
        to_broadcaster_user_id: to.id,
        to_broadcaster_user_login: to.login,
        to_broadcaster_user_name: to.displayName,
        viewers,
      },
    })
  }

  cheer(broadcaster: User, viewer: User | null, bits: number, message: string): void {
    this.#publish('channel.cheer', broadcaster, {
      is_anonymous: viewer === null,
      ...userFields(viewer),
      ...broadcasterFields(broadcaster),
      message,
      bits,
    })
  }

  /** Returns the message id. */
  chat(broadcaster: User, chatter: User, text: string): string {
    const id = randomUUID()
    const { community, clock } = this.#world
    const chatters = community.chatters.of(broadcaster.id)
    if (!chatters.has(chatter.id)) chatters.set(chatter.id, clock.stamp())
    this.#world.say({
      id,
      broadcasterId: broadcaster.id,
      userId: chatter.id,
      text,
      sentAt: this.#world.clock.stamp(),
    })
    this.#publish('channel.chat.message', broadcaster, {
      ...broadcasterFields(broadcaster),
      source_broadcaster_user_id: null,
      source_broadcaster_user_login: null,
      source_broadcaster_user_name: null,
      chatter_user_id: chatter.id,
      chatter_user_login: chatter.login,
      chatter_user_name: chatter.displayName,
      message_id: id,
      source_message_id: null,
      is_source_only: null,
      message: {
        text,
        fragments: [{ type: 'text', text, cheermote: null, emote: null, mention: null }],
      },
      color: chatter.color,
      badges: this.#badges(broadcaster, chatter),
      source_badges: null,
      message_type: 'text',
      cheer: null,
      reply: null,
      channel_points_custom_reward_id: null,
      channel_points_animation_id: null,
    })
    return id
  }

  #badges(broadcaster: User, chatter: User): { set_id: string; id: string; info: string }[] {
    const { community } = this.#world
    const badges: { set_id: string; id: string; info: string }[] = []
    if (broadcaster.id === chatter.id) badges.push({ set_id: 'broadcaster', id: '1', info: '' })
    if (community.moderators.of(broadcaster.id).has(chatter.id)) {
      badges.push({ set_id: 'moderator', id: '1', info: '' })
    }
    if (community.vips.of(broadcaster.id).has(chatter.id)) {
      badges.push({ set_id: 'vip', id: '1', info: '' })
    }
    const months = community.subscribers.of(broadcaster.id).get(chatter.id)?.months
    if (months) badges.push({ set_id: 'subscriber', id: '0', info: String(months) })
    return badges
  }

  #publish(type: string, broadcaster: User, event: object): void {
    this.#hub.publish({ type, facts: { broadcaster_user_id: broadcaster.id }, event })
    this.#world.changed()
  }
}
