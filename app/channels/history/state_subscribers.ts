import { transact } from '#core/transact'
import type { Person, Tier } from '#twitch/events/payloads'
import { lockChannels } from '#channels/history/channel_locks'
import { linkGifts } from '#channels/history/gifts'
import {
  endMissing,
  type ListEnd,
  type ListPage,
  type Missing,
  missingOf,
  tellFindings,
} from '#channels/history/state_list'
import { subscriptionFact, subscriptions } from '#channels/history/subscriptions'
import { viewersOf } from '#channels/viewers/people'

/** Somebody on Twitch's list of subscribers. */
export interface ListedSubscriber {
  viewer: Person
  tier: Tier
  isGift: boolean
  /** Null for who stays anonymous, and for what is no gift. */
  gifter: Person | null
}

type MissingSubscriber = Missing & { tier: Tier; is_gift: boolean | null }

const MISSING = missingOf('viewer_subscriptions', { start: 'started_at', end: 'ended_at' })

/** Keeps who subscribes to a channel by Twitch's list of subscribers. */
export class StateSubscribers {
  /** @returns how many of them were not known to subscribe */
  async page({ channelId, at, isFirst, entries }: ListPage<ListedSubscriber>): Promise<number> {
    return transact(async (sql, after) => {
      await lockChannels(sql, [channelId])
      const people = entries.flatMap(({ viewer, gifter }) => (gifter ? [viewer, gifter] : [viewer]))
      const viewers = await viewersOf(sql, people)
      const known = entries.flatMap((entry) => {
        const viewerId = viewers.get(entry.viewer.id)
        return viewerId === undefined ? [] : [{ entry, viewerId }]
      })
      const changes = await subscriptions.apply(
        sql,
        known.map(({ entry: { tier, isGift, gifter }, viewerId }) => {
          const gifterId = (gifter && viewers.get(gifter.id)) ?? null
          const told = { tier, isGift, gifterId }
          return subscriptionFact({ channelId, viewerId }, 'seen', at, 'twitch.poll', told)
        })
      )
      await linkGifts(sql, [], changes)
      const fresh = new Set(
        changes.filter(({ before }) => before === null).map(({ key }) => key.viewer_id)
      )
      const news = known.filter(({ viewerId }) => fresh.has(viewerId))
      if (!isFirst) {
        const findings = news.map(({ entry: { viewer, tier, isGift } }) => ({
          fact: {
            kind: 'subscription' as const,
            channelId,
            userId: viewer.id,
            payload: { viewer, tier, isGift },
          },
          at,
        }))
        await tellFindings(sql, after, 'twitch.poll', findings)
      }
      return news.length
    })
  }

  /** @returns how many subscribe no more */
  async complete(end: ListEnd): Promise<number> {
    const { channelId, passBeganAt: at } = end
    return endMissing(
      end,
      (sql, limit) => sql.run<MissingSubscriber>(MISSING, [channelId, at.toISOString(), limit]),
      async (sql, after, missing) => {
        await subscriptions.apply(
          sql,
          missing.map(({ viewerId, tier }) =>
            subscriptionFact({ channelId, viewerId }, 'absent', at, 'inferred', { tier })
          )
        )
        const findings = missing.map(({ id, login, displayName, tier, is_gift: isGift }) => ({
          fact: {
            kind: 'subscription_end' as const,
            channelId,
            userId: id,
            payload: { viewer: { id, login, displayName }, tier, isGift: isGift ?? false },
          },
          at,
        }))
        await tellFindings(sql, after, 'inferred', findings)
      }
    )
  }
}
