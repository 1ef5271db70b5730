import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { ActionRegistry } from '#gamification/handlers/registries'
import { rewardPrompt } from '#gamification/sale/reward_prompt'
import { type RewardLook, RewardManager } from '#rewards/reward_manager'
import { fitTitle } from '#rewards/reward_title'
import { TwitchError } from '#twitch/twitch_error'

interface Row {
  eventId: string
  streamerId: string
  campaignId: string
  title: string
  prompt: string | null
  description: string
  mode: 'consume' | 'open' | 'immediate'
  actionId: string
  colour: string | null
  cost: number
  maxPerViewer: number | null
  cooldownSeconds: number | null
  isOnSale: boolean
  isArchived: boolean
  /** Null while there is no reward. */
  reward: (RewardLook & { isEnabled: boolean }) | null
}

/**
 * Twitch's own cooldown starts with each redemption, ours when the action has
 * succeeded: they agree only where one redemption is the whole goal, and is
 * executed at once. There it closes the gap until the reward is paused.
 */
const COOLDOWN = `
  CASE WHEN e.kind = 'individual' AND e.mode = 'immediate' AND NOT e.approval_required
    AND COALESCE(s.coefficient, c.coefficient, e.coefficient) = 0
    AND COALESCE(s.minimum, c.minimum, e.minimum) = 1
  THEN NULLIF(COALESCE(s.cooldown_seconds, c.cooldown_seconds, e.cooldown_seconds), 0) END`

/** Those that are, or are to be, on sale or on Twitch; what differs is known to `looksLike`. */
const WANTED = `
  SELECT * FROM (
  SELECT e.id AS "eventId", s.streamer_id AS "streamerId", e.campaign_id AS "campaignId",
         COALESCE(e.reward_title, e.name) AS title, e.reward_prompt AS prompt, e.description,
         e.mode, e.action_id AS "actionId", e.reward_colour AS colour,
         COALESCE(s.cost, c.cost, e.cost) AS cost,
         COALESCE(CASE e.kind WHEN 'individual' THEN s.viewer_stream_cap END,
           c.viewer_stream_cap, e.viewer_stream_cap) AS "maxPerViewer",
         ${COOLDOWN} AS "cooldownSeconds",
         s.is_enabled AND COALESCE(c.is_enabled, false) AND e.archived_at IS NULL
           AND g.archived_at IS NULL AND m.id IS NOT NULL AS "isOnSale",
         e.archived_at IS NOT NULL AS "isArchived",
         CASE WHEN r.id IS NOT NULL THEN jsonb_build_object('title', r.title, 'prompt', r.prompt,
           'colour', r.colour, 'cost', r.cost, 'maxPerViewer', r.max_per_viewer,
           'cooldownSeconds', r.cooldown_seconds, 'isEnabled', r.is_enabled) END AS reward
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
  WHERE w."isOnSale" OR w.reward IS NOT NULL`

/**
 * Brings the wanted state of the rewards to what events, campaigns and
 * streamers say: on sale in the streamer's live campaign when both the GM's and
 * the streamer's switch are on, at the effective price. Changes only what
 * differs, so it can run after anything, and again.
 */
@inject()
export class SyncRewards {
  constructor(
    private rewards: RewardManager,
    private actions: ActionRegistry
  ) {}

  /** @param eventId only this event's; all of them without */
  async execute(sql: Sql, eventId: string | null = null): Promise<void> {
    for (const row of await sql.run<Row>(WANTED, [eventId])) {
      await this.#sync(sql, row)
    }
  }

  async #sync(sql: Sql, row: Row): Promise<void> {
    const key = { streamerId: row.streamerId, handler: 'event', subjectId: row.eventId }
    const look = this.#look(row)
    const { isOnSale, isArchived, reward } = row

    if (isArchived && reward) {
      return this.rewards.retire(key, sql)
    }
    if (isOnSale && !reward?.isEnabled) {
      return this.#enable(sql, { ...key, ...look, campaignId: row.campaignId })
    }
    if (!isOnSale && reward?.isEnabled) {
      return this.rewards.disable(key, sql)
    }
    if (reward && !looksLike(look, reward)) {
      await this.rewards.change(key, look, sql)
    }
  }

  #look(row: Row): RewardLook {
    const { actionId, title, colour, cost, maxPerViewer, cooldownSeconds } = row
    const action = this.actions.has(actionId) ? this.actions.get(actionId).label : title
    return {
      title: fitTitle(title),
      prompt: rewardPrompt({ ...row, action }),
      colour,
      cost,
      maxPerViewer,
      cooldownSeconds,
    }
  }

  async #enable(sql: Sql, wanted: Parameters<RewardManager['enable']>[0]): Promise<void> {
    try {
      await this.rewards.enable(wanted, sql)
    } catch (error) {
      // Without a Twitch account there is nothing to sell on; the dashboard says so.
      if (!(error instanceof TwitchError && error.kind === 'not_connected')) throw error
    }
  }
}

function looksLike(wanted: RewardLook, reward: RewardLook): boolean {
  return (
    reward.cost === wanted.cost &&
    reward.colour === wanted.colour &&
    reward.prompt === wanted.prompt &&
    reward.maxPerViewer === wanted.maxPerViewer &&
    reward.cooldownSeconds === wanted.cooldownSeconds &&
    isTitle(wanted.title, reward.title)
  )
}

/** "Title (2)" is "Title" on a channel that has another one of that name. */
function isTitle(wanted: string, actual: string): boolean {
  const [, base] = /^(.*) \(\d+\)$/u.exec(actual) ?? []
  return actual === wanted || (base !== undefined && base !== '' && wanted.startsWith(base))
}
