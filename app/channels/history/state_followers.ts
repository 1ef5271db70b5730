import { transact } from '#core/transact'
import type { FollowPayload } from '#twitch/events/payloads'
import { lockChannels } from '#channels/history/channel_locks'
import { followed, followers, followsNoMore, stillFollows } from '#channels/history/followers'
import {
  endMissing,
  type ListEnd,
  type ListPage,
  type Missing,
  missingOf,
  tellFindings,
} from '#channels/history/state_list'
import { viewersOf } from '#channels/viewers/people'

const MISSING = missingOf('follower_history', { start: 'followed_at', end: 'unfollowed_at' })

/** Keeps who follows a channel by Twitch's list of followers. */
export class StateFollowers {
  /** @returns how many of them were not known to follow */
  async page({ channelId, at, isFirst, entries }: ListPage<FollowPayload>): Promise<number> {
    return transact(async (sql, after) => {
      await lockChannels(sql, [channelId])
      const viewers = await viewersOf(
        sql,
        entries.map(({ viewer }) => viewer)
      )
      const known = entries.flatMap((entry) => {
        const viewerId = viewers.get(entry.viewer.id)
        return viewerId === undefined ? [] : [{ entry, viewerId }]
      })
      const changes = await followers.apply(
        sql,
        known.flatMap(({ entry, viewerId }) => [
          followed(channelId, viewerId, entry, 'twitch.poll'),
          stillFollows(channelId, viewerId, entry, at),
        ])
      )
      const fresh = new Set(
        changes.filter(({ before }) => before === null).map(({ key }) => key.viewer_id)
      )
      const news = known.filter(({ viewerId }) => fresh.has(viewerId))
      if (!isFirst) {
        const findings = news.map(({ entry: payload }) => ({
          fact: { kind: 'follow' as const, channelId, userId: payload.viewer.id, payload },
          at: payload.followedAt,
        }))
        await tellFindings(sql, after, 'twitch.poll', findings)
      }
      return news.length
    })
  }

  /** @returns how many have left */
  async complete(end: ListEnd): Promise<number> {
    const { channelId, passBeganAt: at } = end
    return endMissing(
      end,
      (sql, limit) => sql.run<Missing>(MISSING, [channelId, at.toISOString(), limit]),
      async (sql, after, missing) => {
        await followers.apply(
          sql,
          missing.map(({ viewerId }) => followsNoMore(channelId, viewerId, at))
        )
        const findings = missing.map(({ id, login, displayName }) => ({
          fact: {
            kind: 'unfollow' as const,
            channelId,
            userId: id,
            payload: { viewer: { id, login, displayName } },
          },
          at,
        }))
        await tellFindings(sql, after, 'inferred', findings)
      }
    )
  }
}
