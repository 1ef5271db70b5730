import type { AudienceFilter } from '#dashboards/audience/audience_filter'

/** A table in which a channel's viewers stand. `$1` is the channel, `$2` its streamer. */
interface Part {
  table: string
  /** On its rows: those of the channel, as the part wants them. */
  where: string
}

const ofChannel = (table: string, more = ''): Part => ({
  table,
  where: ['channel_id = $1', ...(more ? [more] : [])].join(' AND '),
})

const REDEEMED: Part = { table: 'redemptions', where: 'streamer_id = $2' }

const PARTS: Record<NonNullable<AudienceFilter['is']>, Part> = {
  follower: ofChannel('follower_history', 'unfollowed_at IS NULL'),
  subscriber: ofChannel('viewer_subscriptions', 'ended_at IS NULL'),
  moderator: ofChannel('viewer_roles', `role = 'moderator' AND revoked_at IS NULL`),
  vip: ofChannel('viewer_roles', `role = 'vip' AND revoked_at IS NULL`),
  redeemed: REDEEMED,
}

/** Whoever is known in any way, also from earlier times. */
const EVERYBODY: Part[] = [
  ofChannel('follower_history'),
  ofChannel('viewer_subscriptions'),
  ofChannel('viewer_roles', `role = 'moderator'`),
  ofChannel('viewer_roles', `role = 'vip'`),
  REDEEMED,
]

/** Each has an index by channel and viewer, or of the channel with the viewer in it. */
export const partsOf = (is: AudienceFilter['is']): Part[] => (is ? [PARTS[is]] : EVERYBODY)
