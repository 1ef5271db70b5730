import type { Sql } from '#core/sql'
import type { RewardKey, RewardLook, RewardManager } from '#rewards/reward_manager'
import { TwitchError } from '#twitch/twitch_error'

/** What a feature wants of one reward. */
export interface OfferedReward extends RewardKey {
  campaignId: string | null
  look: RewardLook
  isOnSale: boolean
  /** It is never to come back. */
  isArchived: boolean
  /** As it is wanted so far; null while there is no reward. */
  reward: (RewardLook & { isEnabled: boolean }) | null
}

/** For SQL: `reward` of `OfferedReward`, of `rewards r`. */
export const REWARD_SO_FAR = `
  CASE WHEN r.id IS NOT NULL THEN jsonb_build_object('title', r.title, 'prompt', r.prompt,
    'colour', r.colour, 'cost', r.cost, 'maxPerViewer', r.max_per_viewer,
    'cooldownSeconds', r.cooldown_seconds, 'isEnabled', r.is_enabled) END`

/** Brings the wanted state of a reward to what is offered. Changes only what differs. */
export async function syncReward(
  rewards: RewardManager,
  sql: Sql,
  { look, isOnSale, isArchived, reward, campaignId, ...key }: OfferedReward
): Promise<void> {
  if (isArchived && reward) {
    return rewards.retire(key, sql)
  }
  if (isOnSale && !reward?.isEnabled) {
    return enable(rewards, sql, { ...key, ...look, campaignId })
  }
  if (!isOnSale && reward?.isEnabled) {
    return rewards.disable(key, sql)
  }
  if (reward && !looksLike(look, reward)) {
    await rewards.change(key, look, sql)
  }
}

async function enable(
  rewards: RewardManager,
  sql: Sql,
  wanted: Parameters<RewardManager['enable']>[0]
): Promise<void> {
  try {
    await rewards.enable(wanted, sql)
  } catch (error) {
    // Without a Twitch account there is nothing to sell on; the dashboard says so.
    if (!(error instanceof TwitchError && error.kind === 'not_connected')) throw error
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
