import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { AudienceApi, FOLLOWERS, MODERATORS, SUBSCRIBERS, VIPS } from '#twitch/api/audience_api'
import { StateRoles } from '#channels/history/state_roles'
import { StateFollowers } from '#channels/history/state_followers'
import { StateSubscribers } from '#channels/history/state_subscribers'
import type { Pass } from '#channels/polling/poll_rows'
import type { PollSubject } from '#channels/polling/poll_subjects'
import { polledList, type PolledList, type Suspect } from '#channels/polling/polled_list'

/** For SQL, of a table of spans with the columns of their two ends: who lasts and was not met since $2. */
const notMet = (table: string, start: string, end: string, and = 'true') => `
  SELECT h.viewer_id AS "viewerId", v.twitch_id AS "twitchId"
  FROM ${table} h JOIN viewers v ON v.id = h.viewer_id
  WHERE h.channel_id = $1 AND h.${end} IS NULL AND h.${start} < $2
    AND (h.seen_at IS NULL OR h.seen_at < $2) AND h.viewer_id > $3 AND ${and}
  ORDER BY h.viewer_id LIMIT $4`

const suspects =
  (text: string) =>
  (sql: Sql, { channelId, beganAt }: Pass, after: number, limit: number): Promise<Suspect[]> =>
    sql.run<Suspect>(text, [channelId, beganAt.toISOString(), after, limit])

const role = (name: string) =>
  notMet('viewer_roles', 'granted_at', 'revoked_at', `role = '${name}'`)

/** All that is polled. */
@inject()
export class AudienceLists {
  #lists: Record<PollSubject, PolledList>

  constructor(
    api: AudienceApi,
    followers: StateFollowers,
    subscribers: StateSubscribers,
    roles: StateRoles
  ) {
    this.#lists = {
      followers: polledList(api, {
        source: FOLLOWERS,
        state: (page) => followers.page(page),
        complete: (end) => followers.complete(end),
        suspects: suspects(notMet('follower_history', 'followed_at', 'unfollowed_at')),
      }),
      subscribers: polledList(api, {
        source: SUBSCRIBERS,
        state: (page) => subscribers.page(page),
        complete: (end) => subscribers.complete(end),
        suspects: suspects(notMet('viewer_subscriptions', 'started_at', 'ended_at')),
        // Broadcasters subscribe to themselves.
        isWanted: ({ viewer }, channelId) => viewer.id !== channelId,
      }),
      moderators: polledList(api, {
        source: MODERATORS,
        state: (page) => roles.page('moderator', page),
        complete: (end) => roles.complete('moderator', end),
        suspects: suspects(role('moderator')),
      }),
      vips: polledList(api, {
        source: VIPS,
        state: (page) => roles.page('vip', page),
        complete: (end) => roles.complete('vip', end),
        suspects: suspects(role('vip')),
      }),
    }
  }

  of(subject: PollSubject): PolledList {
    return this.#lists[subject]
  }
}
