import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { ActionRegistry } from '#gamification/handlers/registries'
import { rewardPrompt } from '#gamification/sale/reward_prompt'
import { type RewardLook, RewardManager } from '#rewards/reward_manager'
import { fitTitle } from '#rewards/reward_title'
import { type OfferedReward, REWARD_SO_FAR, syncReward } from '#rewards/sync_reward'

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
  reward: OfferedReward['reward']
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

/** Those that are, or are to be, on sale or on Twitch; what differs is known to `syncReward`. */
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
         ${REWARD_SO_FAR} AS reward
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

  #sync(sql: Sql, row: Row): Promise<void> {
    const { streamerId, campaignId, isOnSale, isArchived, reward } = row
    return syncReward(this.rewards, sql, {
      streamerId,
      handler: 'event',
      subjectId: row.eventId,
      campaignId,
      look: this.#look(row),
      isOnSale,
      isArchived,
      reward,
    })
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
}
