import { STREAMER_SCOPES } from '#accounts/streamer_scopes'
import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'

export interface RehearsedStreamer {
  id: string
  name: string
}

/** What a streamer who has left had laid down stays behind. */
const IS_HERE =
  'streamer_id IN (SELECT user_id FROM SOURCE.campaign_members WHERE campaign_id = $1)'

/** What a campaign is made of, in the order in which one needs the other. */
const PARTS = [
  ['users', `id IN (SELECT user_id FROM SOURCE.campaign_members WHERE campaign_id = $1)`],
  ['campaigns', 'id = $1'],
  ['campaign_members', 'campaign_id = $1'],
  ['gamification_events', 'campaign_id = $1'],
  [
    'campaign_configs',
    'event_id IN (SELECT id FROM SOURCE.gamification_events WHERE campaign_id = $1)',
  ],
  [
    'streamer_configs',
    `event_id IN (SELECT id FROM SOURCE.gamification_events WHERE campaign_id = $1)
     AND ${IS_HERE}`,
  ],
  ['character_assignments', `campaign_id = $1 AND ${IS_HERE}`],
  ['foundry_settings', 'campaign_id = $1'],
] as const

/**
 * Brings a campaign into an empty schema: what its GMs and streamers have laid down, and nobody's
 * tokens, points or viewers. Every streamer is live, and sells every event that is on.
 */
export async function copyCampaign(
  sql: Sql,
  source: string,
  campaignId: string
): Promise<RehearsedStreamer[]> {
  for (const [table, where] of PARTS) {
    await sql.run(
      `INSERT INTO ${table} SELECT * FROM ${source}.${table}
       WHERE ${where.replaceAll('SOURCE', source)}`,
      [campaignId]
    )
  }
  await sql.run(
    `UPDATE campaigns SET break_since = NULL, panic_since = NULL, archived_at = NULL WHERE id = $1`,
    [campaignId]
  )

  const streamers = await streamersOf(sql, campaignId)
  for (const [index, streamer] of streamers.entries()) {
    await connect(sql, streamer, index)
  }
  await sql.run(`UPDATE campaign_members SET is_live = true WHERE role = 'streamer'`)
  await sql.run(
    `INSERT INTO streamer_configs (event_id, streamer_id, is_enabled)
     SELECT c.event_id, m.user_id, true FROM campaign_configs c
     CROSS JOIN campaign_members m WHERE c.is_enabled AND m.role = 'streamer'
     ON CONFLICT (event_id, streamer_id) DO UPDATE SET is_enabled = true`
  )
  return streamers
}

/** A campaign without streamers is rehearsed with one of its own. */
async function streamersOf(sql: Sql, campaignId: string): Promise<RehearsedStreamer[]> {
  const streamers = await sql.run<RehearsedStreamer>(
    `SELECT u.id, u.display_name AS name FROM campaign_members m JOIN users u ON u.id = m.user_id
     WHERE m.role = 'streamer' ORDER BY m.joined_at, m.id`
  )
  if (streamers.length > 0) {
    return streamers
  }

  const stand = { id: uuidv7(), name: 'A streamer' }
  await sql.run('INSERT INTO users (id, display_name) VALUES ($1, $2)', [stand.id, stand.name])
  await sql.run(
    `INSERT INTO campaign_members (id, campaign_id, user_id, role) VALUES ($1, $2, $3, 'streamer')`,
    [uuidv7(), campaignId, stand.id]
  )
  return [stand]
}

async function connect(sql: Sql, { id, name }: RehearsedStreamer, index: number): Promise<void> {
  await sql.run(
    `INSERT INTO twitch_accounts (id, user_id, twitch_id, login, display_name, broadcaster_type,
       access_token, refresh_token, scopes)
     VALUES ($1, $2, $3, $4, $5, 'affiliate', 'none', 'none', $6)`,
    [uuidv7(), id, String(900_000_000 + index), `rehearsal_${index}`, name, [...STREAMER_SCOPES]]
  )
}
