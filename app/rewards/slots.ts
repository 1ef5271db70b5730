import type { Sql } from '#core/sql'
import { type Advice, adviceOn } from '#rewards/advice'

/** Twitch's limit for a channel; hidden rewards count too. */
export const MAX_REWARDS = 50

/** A reward that could not be brought to what is wanted of it. */
export type TroubledReward = {
  id: string
  title: string
  /** What is wanted: that it is made, follows a change, or is deleted. */
  wanted: 'made' | 'changed' | 'deleted'
  /** Why not. */
  sentence: string
  advice: Advice
}

/** What a channel has of Twitch's rewards, as last listed. */
export type RewardSlots = {
  limit: number
  used: number
  free: number
  ours: string[]
  /** Made by the streamer or by other apps; only those can change them. */
  foreign: string[]
  /** Null before the first list. */
  listedAt: string | null
  /** Why the last list could not be read. */
  failure: string | null
  troubled: TroubledReward[]
}

interface Row {
  listed_at: Date | null
  failure: string | null
  ours: string[]
  foreign: string[]
}

export async function rewardSlots(sql: Sql, streamerId: string): Promise<RewardSlots> {
  const [row] = await sql.run<Row>(
    `SELECT s.listed_at, s.failure, ${titles('EXISTS')} AS ours, ${titles('NOT EXISTS')} AS "foreign"
     FROM reward_slots s WHERE s.streamer_id = $1`,
    [streamerId]
  )
  const ours = row?.ours ?? []
  const foreign = row?.foreign ?? []
  const used = ours.length + foreign.length

  return {
    limit: MAX_REWARDS,
    used,
    free: Math.max(0, MAX_REWARDS - used),
    ours,
    foreign,
    listedAt: row?.listed_at?.toISOString() ?? null,
    failure: row?.failure ?? null,
    troubled: await troubled(sql, streamerId),
  }
}

/** In the order of Twitch's list. */
const titles = (known: 'EXISTS' | 'NOT EXISTS') => `
  ARRAY(SELECT t.reward->>'title'
        FROM jsonb_array_elements(s.rewards) WITH ORDINALITY AS t(reward, place)
        WHERE ${known} (SELECT FROM rewards r WHERE r.twitch_reward_id = t.reward->>'id')
        ORDER BY t.place)`

interface TroubledRow {
  id: string
  title: string
  wanted: TroubledReward['wanted']
  code: string
  sentence: string
}

async function troubled(sql: Sql, streamerId: string): Promise<TroubledReward[]> {
  const rows = await sql.run<TroubledRow>(
    `SELECT id, title, failure_code AS code, failure_message AS sentence,
       CASE WHEN retired_at IS NOT NULL OR renew_since IS NOT NULL THEN 'deleted'
            WHEN twitch_reward_id IS NULL THEN 'made' ELSE 'changed' END AS wanted
     FROM rewards
     WHERE streamer_id = $1 AND failure_code IS NOT NULL AND state NOT IN ('retired', 'gone')
       AND (is_enabled OR retired_at IS NOT NULL)
     ORDER BY title, id`,
    [streamerId]
  )
  return rows.map(({ code, ...row }) => ({ ...row, advice: adviceOn(code) }))
}
