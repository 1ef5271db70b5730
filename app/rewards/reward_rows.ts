import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import type { WantedReward } from '#twitch/api/channel_points_api'
import type { SellableReward } from '#rewards/pause_policies'
import type { TwitchError } from '#twitch/twitch_error'

export interface RewardRow {
  id: string
  streamer_id: string
  broadcaster_id: string
  campaign_id: string | null
  handler: string
  subject_id: string
  twitch_reward_id: string | null
  state: 'wanted' | 'present' | 'refused' | 'orphaned' | 'gone' | 'retired'
  title: string
  prompt: string
  colour: string | null
  cost: number
  max_per_viewer: number | null
  cooldown_seconds: number | null
  is_enabled: boolean
  is_paused: boolean
  is_retired: boolean
  /** The streamer wants it made anew. */
  is_renewing: boolean
  is_synced: boolean
  attempts: number
  compared_to: Date | null
  /** As text, to the microsecond: says whether the row has changed meanwhile. */
  updated_at: string
}

/**
 * What is not yet as it should be, of streamers whose token works. A reward that
 * was never made and is not wanted needs nothing.
 */
const DUE = `
  FROM rewards r JOIN twitch_accounts a ON a.user_id = r.streamer_id AND a.state = 'valid'
  WHERE r.next_attempt_at <= clock_timestamp()
    AND ((r.retired_at IS NULL AND r.is_enabled AND r.state IN ('wanted', 'refused'))
      OR (r.retired_at IS NULL AND r.state = 'gone')
      OR (COALESCE(r.retired_at, r.renew_since) IS NOT NULL AND r.state IN ('present', 'orphaned'))
      OR (r.state = 'present' AND (r.synced_at IS NULL OR r.synced_at < r.updated_at)))`

/** What Twitch is to be told. One on its way out is hidden. */
export function wantedOf(row: RewardRow): WantedReward & { isPaused: boolean } {
  const { title, prompt, cost, colour } = row
  const isEnabled = row.is_enabled && !row.is_renewing
  return {
    title,
    prompt,
    cost,
    colour,
    maxPerViewer: row.max_per_viewer,
    cooldownSeconds: row.cooldown_seconds,
    isEnabled,
    isPaused: row.is_paused || !isEnabled,
  }
}

export function sellableOf(row: RewardRow): SellableReward & { handler: string } {
  return {
    id: row.id,
    streamerId: row.streamer_id,
    campaignId: row.campaign_id,
    subjectId: row.subject_id,
    handler: row.handler,
  }
}

export async function dueBroadcasters(sql: Sql): Promise<string[]> {
  const rows = await sql.run<{ broadcaster_id: string }>(`SELECT DISTINCT r.broadcaster_id ${DUE}`)
  return rows.map((row) => row.broadcaster_id)
}

/** The one that waits longest; what is to be paused or hidden goes before what is to be made. */
export async function nextDue(sql: Sql, broadcasterId: string): Promise<RewardRow | undefined> {
  const [row] = await sql.run<RewardRow>(
    `SELECT r.*, r.updated_at::text AS updated_at, r.retired_at IS NOT NULL AS is_retired,
       r.renew_since IS NOT NULL AS is_renewing,
       COALESCE(r.synced_at >= r.updated_at, false) AS is_synced
     ${DUE} AND r.broadcaster_id = $1
     ORDER BY (r.state = 'present') DESC, r.next_attempt_at, r.id LIMIT 1`,
    [broadcasterId]
  )
  return row
}

/** Twitch has it as the row said when it was read; a change since then is still to come. */
export async function synced(sql: Sql, row: RewardRow): Promise<void> {
  await sql.run(
    `UPDATE rewards SET synced_at = $2::timestamptz, failure_code = NULL, failure_message = NULL,
       attempts = 0 WHERE id = $1`,
    [row.id, row.updated_at]
  )
}

/** Made, or found again. What Twitch could not be told at the making follows at once. */
export async function made(sql: Sql, row: RewardRow, twitchRewardId: string, title: string) {
  await sql.run(
    `UPDATE rewards SET twitch_reward_id = $2, title = $3, state = 'present', synced_at = NULL,
       failure_code = NULL, failure_message = NULL, attempts = 0 WHERE id = $1`,
    [row.id, twitchRewardId, title]
  )
}

export async function setState(sql: Sql, row: RewardRow, state: RewardRow['state']) {
  await sql.run(
    'UPDATE rewards SET state = $2, attempts = 0, next_attempt_at = now() WHERE id = $1',
    [row.id, state]
  )
}

export async function postpone(sql: Sql, row: RewardRow, seconds: number): Promise<void> {
  await sql.run(
    'UPDATE rewards SET next_attempt_at = clock_timestamp() + make_interval(secs => $2) WHERE id = $1',
    [row.id, seconds]
  )
}

/** @param seconds until the next try */
export async function failed(
  sql: Sql,
  row: RewardRow,
  error: TwitchError,
  state: RewardRow['state'],
  seconds: number
): Promise<void> {
  await sql.run(
    `UPDATE rewards SET state = $2, failure_code = $3, failure_message = $4, attempts = attempts + 1,
       next_attempt_at = clock_timestamp() + make_interval(secs => $5) WHERE id = $1`,
    [row.id, state, error.kind, error.message, seconds]
  )
}

/** Some redemption of it is not settled yet, as far as the ledger knows. */
export async function isOpen(sql: Sql, row: RewardRow): Promise<boolean> {
  const [answer] = await sql.run<{ open: boolean }>(
    `SELECT EXISTS (SELECT FROM redemptions d WHERE d.streamer_id = $1
       AND d.twitch_reward_id = $2 AND d.settled_at IS NULL) AS open`,
    [row.streamer_id, row.twitch_reward_id]
  )
  return answer?.open ?? false
}

/**
 * It is no more on Twitch. The row stays, for its redemptions; while it is wanted
 * it gets a successor.
 */
export async function succeed(sql: Sql, row: RewardRow, state: 'gone' | 'retired'): Promise<void> {
  await setState(sql, row, state)
  const [old] = await sql.run<{ is_enabled: boolean }>(
    'UPDATE rewards SET retired_at = now() WHERE id = $1 AND retired_at IS NULL RETURNING is_enabled',
    [row.id]
  )
  if (old?.is_enabled) {
    await sql.run(
      `INSERT INTO rewards (id, streamer_id, broadcaster_id, campaign_id, handler, subject_id,
         title, prompt, colour, cost, max_per_viewer, cooldown_seconds, is_enabled, is_paused,
         pause_reason)
       SELECT $2, streamer_id, broadcaster_id, campaign_id, handler, subject_id,
         title, prompt, colour, cost, max_per_viewer, cooldown_seconds, true, is_paused,
         pause_reason FROM rewards WHERE id = $1
       ON CONFLICT DO NOTHING`,
      [row.id, uuidv7()]
    )
  }
}
