import type { EventSource } from '#twitch/events/channel_event'
import { type KeyedFact, SpanTable } from '#channels/history/span_table'

export type Role = 'moderator' | 'vip'

/** Who was a moderator or a VIP of a channel, from when to when. */
export const roles = new SpanTable<null>({
  name: 'viewer_roles',
  key: { channel_id: 'text', role: 'text', viewer_id: 'bigint' },
  start: 'granted_at',
  startSource: 'grant_source',
  end: 'revoked_at',
  endSource: 'revoke_source',
  idType: 'bigint',
  told: {},
  toColumns: () => ({}),
  fromColumns: () => null,
  merge: () => null,
  isSeenStart: ({ startSource }) => startSource === 'twitch.poll',
})

/** `is`: granted by an event, met on a list, revoked by an event, or missing on a list. */
export function roleFact(
  of: { channelId: string; role: Role; viewerId: number },
  is: KeyedFact<null>['is'],
  at: Date,
  source: EventSource
): KeyedFact<null> {
  const key = { channel_id: of.channelId, role: of.role, viewer_id: of.viewerId }
  return { key, is, at: at.getTime(), source, told: null }
}
