import type { FollowPayload } from '#twitch/events/payloads'
import type { EventSource } from '#twitch/events/channel_event'
import { type KeyedFact, SpanTable } from '#channels/history/span_table'

/** Since when: that makes a follow the very same one. */
interface Told {
  since: number | null
}

/** Who followed a channel, from when to when. */
export const followers = new SpanTable<Told>({
  name: 'follower_history',
  key: { channel_id: 'text', viewer_id: 'bigint' },
  start: 'followed_at',
  startSource: 'follow_source',
  end: 'unfollowed_at',
  endSource: 'unfollow_source',
  idType: 'bigint',
  told: {},
  toColumns: () => ({}),
  fromColumns: () => ({ since: null }),
  merge: (earlier, later) => ({ since: later.since ?? earlier.since }),
  isSeenStart: () => false,
  // An event tells the time to the nanosecond, a list to the second.
  isSame: ({ since }, { startedAt }) =>
    since !== null && startedAt !== null && wholeSecond(since) === wholeSecond(startedAt),
})

const wholeSecond = (millis: number) => Math.floor(millis / 1_000)

const keyOf = (channelId: string, viewerId: number) => ({
  channel_id: channelId,
  viewer_id: viewerId,
})

export function followed(
  channelId: string,
  viewerId: number,
  { followedAt }: FollowPayload,
  source: EventSource
): KeyedFact<Told> {
  const since = followedAt.getTime()
  return { key: keyOf(channelId, viewerId), is: 'start', at: since, source, told: { since } }
}

/** A list had this follow. */
export function stillFollows(
  channelId: string,
  viewerId: number,
  { followedAt }: FollowPayload,
  at: Date
): KeyedFact<Told> {
  const since = followedAt.getTime()
  return {
    key: keyOf(channelId, viewerId),
    is: 'seen',
    // Twitch's clock may be ahead of ours.
    at: Math.max(at.getTime(), since),
    source: 'twitch.poll',
    told: { since },
  }
}

/** A list lacked whoever that is. */
export function followsNoMore(channelId: string, viewerId: number, at: Date): KeyedFact<Told> {
  return {
    key: keyOf(channelId, viewerId),
    is: 'absent',
    at: at.getTime(),
    source: 'inferred',
    told: { since: null },
  }
}
