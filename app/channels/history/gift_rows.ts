/** For SQL: the columns of a gift `g` whose giver is viewer `p`. */
export const GIFT = `g.id, g.channel_id AS channel, g.tier, g.gifter_id AS gifter, p.twitch_id AS by, g.total,
  g.gifted_at AS at, g.found, g.farthest`

/** Those of a subscription `s` of viewer `v`. */
export const RECIPIENT = `s.id, s.channel_id AS channel, s.tier, s.gifter_id AS gifter, v.twitch_id AS to,
  s.started_at AS at, s.gift_id AS gift, s.gift_gap AS gap`

/** Whether it began as a gift, and an event said when. */
export const IS_RECIPIENT = `s.is_gift AND s.start_source = 'twitch.eventsub'`
