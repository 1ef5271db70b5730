import { transact } from '#core/transact'
import type { Person } from '#twitch/events/payloads'
import { lockChannels } from '#channels/history/channel_locks'
import { type Role, roleFact, roles } from '#channels/history/roles'
import {
  endMissing,
  type ListEnd,
  type ListPage,
  type Missing,
  missingOf,
  tellFindings,
} from '#channels/history/state_list'
import { viewersOf } from '#channels/viewers/people'

const MISSING = missingOf('viewer_roles', { start: 'granted_at', end: 'revoked_at' }, 'h.role = $4')

const ADDED = { moderator: 'moderator_added', vip: 'vip_added' } as const
const REMOVED = { moderator: 'moderator_removed', vip: 'vip_removed' } as const

/** Keeps who is a moderator or a VIP of a channel by Twitch's lists of them. */
export class StateRoles {
  /** @returns how many of them were not known to be */
  async page(role: Role, { channelId, at, isFirst, entries }: ListPage<Person>): Promise<number> {
    return transact(async (sql, after) => {
      await lockChannels(sql, [channelId])
      const viewers = await viewersOf(sql, entries)
      const changes = await roles.apply(
        sql,
        viewers
          .values()
          .map((viewerId) => roleFact({ channelId, role, viewerId }, 'seen', at, 'twitch.poll'))
          .toArray()
      )
      const fresh = new Set(
        changes.filter(({ before }) => before === null).map(({ key }) => key.viewer_id)
      )
      const news = entries.filter(({ id }) => fresh.has(viewers.get(id) ?? null))
      if (!isFirst) {
        const findings = news.map((viewer) => ({
          fact: { kind: ADDED[role], channelId, userId: viewer.id, payload: { viewer } },
          at,
        }))
        await tellFindings(sql, after, 'twitch.poll', findings)
      }
      return news.length
    })
  }

  /** @returns how many are none any more */
  async complete(role: Role, end: ListEnd): Promise<number> {
    const { channelId, passBeganAt: at } = end
    return endMissing(
      end,
      (sql, limit) => sql.run<Missing>(MISSING, [channelId, at.toISOString(), limit, role]),
      async (sql, after, missing) => {
        await roles.apply(
          sql,
          missing.map(({ viewerId }) =>
            roleFact({ channelId, role, viewerId }, 'absent', at, 'inferred')
          )
        )
        const findings = missing.map(({ id, login, displayName }) => ({
          fact: {
            kind: REMOVED[role],
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
