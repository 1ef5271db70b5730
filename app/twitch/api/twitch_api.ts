import { inject } from '@adonisjs/core'
import { Fields, MalformedData } from '#twitch/fields'
import { TwitchClient } from '#twitch/api/twitch_client'
import { TwitchError } from '#twitch/twitch_error'

/** Helix takes at most so many ids or logins a call. */
const BATCH = 100

export type BroadcasterType = '' | 'affiliate' | 'partner'

export interface TwitchUser {
  id: string
  login: string
  displayName: string
  avatarUrl: string | null
  broadcasterType: BroadcasterType
}

export interface LiveStream {
  userId: string
  streamId: string
  viewerCount: number
  startedAt: Date
  title: string
  category: string
}

/** Users and streams, as the rest of the app wants them. Every call may throw TwitchError. */
@inject()
export class TwitchApi {
  constructor(private client: TwitchClient) {}

  /** Whose token this is; for sign-in, before the token is stored. */
  async whoAmI(accessToken: string): Promise<TwitchUser> {
    const answer = await this.client.callWith<unknown>({ type: 'helix', url: 'users' }, accessToken)
    try {
      const [user] = new Fields(answer).list('data')
      return readUser(user ?? new Fields({}))
    } catch (error) {
      throw error instanceof MalformedData
        ? new TwitchError('unexpected', { detail: error.message })
        : error
    }
  }

  async usersById(ids: string[]): Promise<TwitchUser[]> {
    return this.#users('id', ids)
  }

  async usersByLogin(logins: string[]): Promise<TwitchUser[]> {
    return this.#users('login', logins)
  }

  /** Who of these is live, and how many watch; whoever is missing is offline. */
  async streams(userIds: string[]): Promise<Map<string, LiveStream>> {
    const live = new Map<string, LiveStream>()
    for (const batch of batches(userIds)) {
      const streams = await this.client.streams.getStreamsByUserIds(batch)
      for (const stream of streams) {
        live.set(stream.userId, {
          userId: stream.userId,
          streamId: stream.id,
          viewerCount: stream.viewers,
          startedAt: stream.startDate,
          title: stream.title,
          category: stream.gameName,
        })
      }
    }
    return live
  }

  async #users(by: 'id' | 'login', values: string[]): Promise<TwitchUser[]> {
    const found: TwitchUser[] = []
    for (const batch of batches(values)) {
      const users =
        by === 'id'
          ? await this.client.users.getUsersByIds(batch)
          : await this.client.users.getUsersByNames(batch)
      for (const user of users) {
        found.push({
          id: user.id,
          login: user.name,
          displayName: user.displayName,
          avatarUrl: user.profilePictureUrl || null,
          broadcasterType: user.broadcasterType,
        })
      }
    }
    return found
  }
}

function batches(values: string[]): string[][] {
  const count = Math.ceil(values.length / BATCH)
  return Array.from({ length: count }, (_, index) =>
    values.slice(index * BATCH, (index + 1) * BATCH)
  )
}

function readUser(user: Fields): TwitchUser {
  const type = user.optionalString('broadcaster_type')
  return {
    id: user.id('id'),
    login: user.id('login'),
    displayName: user.string('display_name') || user.id('login'),
    avatarUrl: user.optionalString('profile_image_url') || null,
    broadcasterType: type === 'affiliate' || type === 'partner' ? type : '',
  }
}
