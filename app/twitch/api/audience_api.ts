import { inject } from '@adonisjs/core'
import { Fields, MalformedData } from '#twitch/fields'
import { TwitchError } from '#twitch/twitch_error'
import { TwitchClient } from '#twitch/api/twitch_client'
import { RateGuard, userBucket } from '#twitch/api/rate_guard'
import type { TwitchScope } from '#twitch/twitch_driver'
import { type FollowPayload, type Person, type Tier, TIERS } from '#twitch/events/payloads'

/** The most that Twitch gives, and takes ids of, at once. */
const PAGE = 100

/** The account that stands for all who give anonymously. */
const ANONYMOUS_GIFTER = '274598607'

/** Somebody on the list of subscribers. */
export interface SubscriberOnTwitch {
  viewer: Person
  tier: Tier
  isGift: boolean
  /** Null for who stays anonymous, and for what is no gift. */
  gifter: Person | null
}

export interface AudiencePage<Entry> {
  entries: Entry[]
  /** Where the list goes on; null when this was the last of it. */
  next: string | null
}

/** One of Twitch's lists of a channel. */
export interface AudienceSource<Entry> {
  scope: TwitchScope
  url: string
  read: (item: Fields) => Entry
  /** How many people can be asked about in a call. */
  atOnce: number
}

export const FOLLOWERS: AudienceSource<FollowPayload> = {
  scope: 'moderator:read:followers',
  url: 'channels/followers',
  read: (item) => ({ viewer: person(item), followedAt: item.date('followed_at') }),
  atOnce: 1,
}

export const SUBSCRIBERS: AudienceSource<SubscriberOnTwitch> = {
  scope: 'channel:read:subscriptions',
  url: 'subscriptions',
  read: (item) => ({
    viewer: person(item),
    tier: item.word('tier', TIERS),
    isGift: item.boolean('is_gift'),
    gifter: item.boolean('is_gift') ? gifter(item) : null,
  }),
  atOnce: PAGE,
}

export const MODERATORS: AudienceSource<Person> = {
  scope: 'moderation:read',
  url: 'moderation/moderators',
  read: person,
  atOnce: PAGE,
}

export const VIPS: AudienceSource<Person> = {
  scope: 'channel:read:vips',
  url: 'channels/vips',
  read: person,
  atOnce: PAGE,
}

/**
 * Who follows, subscribes to, moderates or is a VIP of a channel, with the broadcaster's own token. Each call
 * waits for its turn at the rate limit, is one attempt, and throws TwitchError; an entry
 * that cannot be read fails its page.
 */
@inject()
export class AudienceApi {
  constructor(
    private client: TwitchClient,
    private rate: RateGuard
  ) {}

  async page<Entry>(
    source: AudienceSource<Entry>,
    channelId: string,
    cursor: string | null,
    signal: AbortSignal
  ): Promise<AudiencePage<Entry>> {
    const query = { first: String(PAGE), ...(cursor === null ? {} : { after: cursor }) }
    const answer = await this.#ask(source, channelId, query, signal)
    const page = read(() => ({
      entries: answer.list('data').map(source.read),
      next: answer.has('pagination') ? answer.object('pagination').optionalString('cursor') : null,
      total: answer.has('total') ? answer.integer('total') : 0,
    }))
    // Who may not see the names gets the number alone: that is no empty list.
    if (cursor === null && page.entries.length === 0 && page.total > 0) {
      throw new TwitchError('unexpected', { detail: `${source.url}: a total without names` })
    }
    return { entries: page.entries, next: page.next || null }
  }

  /** Those of these people, by Twitch id, who are on the list now. */
  async among<Entry>(
    source: AudienceSource<Entry>,
    channelId: string,
    ids: string[],
    signal: AbortSignal
  ): Promise<Entry[]> {
    const found: Entry[] = []
    for (let index = 0; index < ids.length; index += source.atOnce) {
      const some = ids.slice(index, index + source.atOnce)
      const query = { first: String(PAGE), user_id: some }
      const answer = await this.#ask(source, channelId, query, signal)
      found.push(...read(() => answer.list('data').map(source.read)))
    }
    return found
  }

  async #ask<Entry>(
    { url, scope }: AudienceSource<Entry>,
    channelId: string,
    query: Record<string, string | string[]>,
    signal: AbortSignal
  ): Promise<Fields> {
    await this.rate.turn(userBucket(channelId), signal)
    signal.throwIfAborted()
    const answer = await this.client.callApi<unknown>({
      type: 'helix',
      url,
      userId: channelId,
      scopes: [scope],
      query: { broadcaster_id: channelId, ...query },
    })
    return read(() => new Fields(answer))
  }
}

function read<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw error instanceof MalformedData
      ? new TwitchError('unexpected', { detail: error.message })
      : error
  }
}

function person(item: Fields): Person {
  return {
    id: item.id('user_id'),
    login: item.id('user_login'),
    displayName: item.string('user_name'),
  }
}

function gifter(item: Fields): Person | null {
  const id = item.optionalString('gifter_id')
  return !id || id === ANONYMOUS_GIFTER
    ? null
    : { id, login: item.id('gifter_login'), displayName: item.string('gifter_name') }
}
