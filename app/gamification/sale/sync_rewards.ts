import { inject } from '@adonisjs/core'
import { cleanText } from '#core/clean_text'
import type { Sql } from '#core/sql'
import { RewardManager } from '#rewards/reward_manager'
import { fitTitle, MAX_PROMPT } from '#rewards/reward_title'
import { TwitchError } from '#twitch/twitch_error'

interface Row {
  eventId: string
  streamerId: string
  campaignId: string
  title: string
  prompt: string
  colour: string | null
  cost: number
  isOnSale: boolean
  /** Null while there is no reward. */
  reward: {
    title: string
    prompt: string
    colour: string | null
    cost: number
    isEnabled: boolean
  } | null
}

/** Those that may differ; whether a title or a prompt really does is known to `looksLike`. */
const WANTED = `
  SELECT * FROM (
  SELECT e.id AS "eventId", s.streamer_id AS "streamerId", e.campaign_id AS "campaignId",
         COALESCE(e.reward_title, e.name) AS title,
         COALESCE(e.reward_prompt, e.description) AS prompt, e.reward_colour AS colour,
         COALESCE(s.cost, c.cost, e.cost) AS cost,
         s.is_enabled AND COALESCE(c.is_enabled, false) AND e.archived_at IS NULL
           AND g.archived_at IS NULL AND m.id IS NOT NULL AS "isOnSale",
         CASE WHEN r.id IS NOT NULL THEN jsonb_build_object('title', r.title, 'prompt', r.prompt,
           'colour', r.colour, 'cost', r.cost, 'isEnabled', r.is_enabled) END AS reward
  FROM streamer_configs s
  JOIN gamification_events e ON e.id = s.event_id
  JOIN campaigns g ON g.id = e.campaign_id
  LEFT JOIN campaign_configs c ON c.event_id = e.id
  LEFT JOIN campaign_members m ON m.campaign_id = e.campaign_id AND m.user_id = s.streamer_id
    AND m.role = 'streamer' AND m.is_live
  LEFT JOIN rewards r ON r.streamer_id = s.streamer_id AND r.handler = 'event'
    AND r.subject_id = e.id AND r.retired_at IS NULL
  WHERE $1::uuid IS NULL OR e.id = $1
  ) AS w
  WHERE w."isOnSale" IS DISTINCT FROM COALESCE((w.reward->>'isEnabled')::boolean, false)
    OR w.reward <> jsonb_build_object('title', w.title, 'prompt', w.prompt, 'colour', w.colour,
      'cost', w.cost, 'isEnabled', w."isOnSale")`

/**
 * Brings the wanted state of the rewards to what events, campaigns and
 * streamers say: on sale in the streamer's live campaign when both the GM's and
 * the streamer's switch are on, at the effective price. Changes only what
 * differs, so it can run after anything, and again.
 */
@inject()
export class SyncRewards {
  constructor(private rewards: RewardManager) {}

  /** @param eventId only this event's; all of them without */
  async execute(sql: Sql, eventId: string | null = null): Promise<void> {
    for (const row of await sql.run<Row>(WANTED, [eventId])) {
      await this.#sync(sql, row)
    }
  }

  async #sync(sql: Sql, row: Row): Promise<void> {
    const key = { streamerId: row.streamerId, handler: 'event', subjectId: row.eventId }
    const { title, prompt, colour, cost, reward } = row

    if (row.isOnSale && !reward?.isEnabled) {
      return this.#enable(sql, row)
    }
    if (!row.isOnSale && reward?.isEnabled) {
      return this.rewards.disable(key, sql)
    }
    if (reward && !looksLike(row, reward)) {
      await this.rewards.change(key, { title, prompt, colour, cost }, sql)
    }
  }

  async #enable(sql: Sql, row: Row): Promise<void> {
    const { streamerId, campaignId, title, prompt, colour, cost } = row

    try {
      await this.rewards.enable(
        {
          streamerId,
          campaignId,
          handler: 'event',
          subjectId: row.eventId,
          title,
          prompt,
          colour,
          cost,
        },
        sql
      )
    } catch (error) {
      // Without a Twitch account there is nothing to sell on; the dashboard says so.
      if (!(error instanceof TwitchError && error.kind === 'not_connected')) throw error
    }
  }
}

function looksLike(wanted: Row, reward: NonNullable<Row['reward']>): boolean {
  return (
    reward.cost === wanted.cost &&
    reward.colour === wanted.colour &&
    reward.prompt === cleanText(wanted.prompt, MAX_PROMPT) &&
    isTitle(fitTitle(wanted.title), reward.title)
  )
}

/** "Title (2)" is "Title" on a channel that has another one of that name. */
function isTitle(wanted: string, actual: string): boolean {
  const [, base] = /^(.*) \(\d+\)$/u.exec(actual) ?? []
  return actual === wanted || (base !== undefined && base !== '' && wanted.startsWith(base))
}
