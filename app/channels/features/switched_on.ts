import type { Sql } from '#core/sql'
import type { TwitchScope } from '#twitch/twitch_driver'
import { CHANNEL_FEATURES } from '#channels/features/channel_features'

/** Ids of the optional features that a streamer uses; what is no feature any more is left out. */
export async function switchedOn(sql: Sql, streamerId: string): Promise<string[]> {
  const rows = await sql.run<{ feature: string }>(
    'SELECT feature FROM channel_features WHERE streamer_id = $1 ORDER BY enabled_at, feature',
    [streamerId]
  )
  const known = new Set(CHANNEL_FEATURES.map(({ id }) => id))
  return rows.map(({ feature }) => feature).filter((feature) => known.has(feature))
}

/** What has to be allowed on Twitch for all that is in use on a streamer's channel. */
export async function scopesInUse(sql: Sql, streamerId: string): Promise<readonly TwitchScope[]> {
  const optional = await switchedOn(sql, streamerId)
  const [streamer] = await sql.run(
    `SELECT FROM campaign_members WHERE user_id = $1 AND role = 'streamer' LIMIT 1`,
    [streamerId]
  )
  return CHANNEL_FEATURES.filter(({ id, isAlwaysOn }) =>
    isAlwaysOn ? streamer !== undefined : optional.includes(id)
  ).flatMap(({ scopes }) => scopes)
}
