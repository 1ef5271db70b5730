import type { IncomingRedemption } from '#redemptions/incoming_redemption'
import { arrayLiteral } from '#core/lane/array_literal'
import type { LaneSql } from '#core/lane/lane'

/** A reward of ours as the intake needs it. */
export interface OurReward {
  id: string
  twitchRewardId: string
  broadcasterId: string
  /** Null when nothing handles it any more. */
  handler: string | null
  subjectId: string
  streamerId: string | null
  campaignId: string | null
  /** Somebody has deleted it on Twitch. */
  isGone: boolean
}

const REWARDS = `
  SELECT id, twitch_reward_id AS "twitchRewardId", broadcaster_id AS "broadcasterId",
         CASE WHEN retired_at IS NULL AND state NOT IN ('orphaned', 'gone', 'retired')
              THEN handler END AS handler,
         subject_id AS "subjectId", streamer_id AS "streamerId", campaign_id AS "campaignId",
         state = 'gone' AS "isGone"
  FROM rewards WHERE twitch_reward_id = ANY ($1::text[])`

/**
 * What a reward stands for never changes; whether it is still on sale does, and
 * a second late is early enough: the handler looks at its event every time.
 * What nothing handles is asked for again every time: it may have just been made.
 */
const FRESH_MS = 1_000
const REMEMBERED = 10_000

/** Which rewards are ours. */
export class OurRewards {
  #remembered = new Map<string, { reward: OurReward; until: number }>()

  /** By Twitch's reward id; a foreign one is missing. */
  async of(sql: LaneSql, batch: IncomingRedemption[]): Promise<Map<string, OurReward>> {
    const rewards = new Map<string, OurReward>()
    const unsure = new Set<string>()
    const now = performance.now()

    for (const { twitchRewardId } of batch) {
      const remembered = this.#remembered.get(twitchRewardId)
      if (remembered && remembered.until > now) {
        rewards.set(twitchRewardId, remembered.reward)
      } else {
        unsure.add(twitchRewardId)
      }
    }
    if (unsure.size > 0) {
      for (const reward of await this.#read(sql, [...unsure], now)) {
        rewards.set(reward.twitchRewardId, reward)
      }
    }
    return rewards
  }

  /** Forgets what it knows, since a transaction built on it has failed. */
  forget(): void {
    this.#remembered.clear()
  }

  async #read(sql: LaneSql, ids: string[], now: number): Promise<OurReward[]> {
    const rewards = await sql.run<OurReward>(REWARDS, [arrayLiteral(ids, (id) => id)])

    if (this.#remembered.size > REMEMBERED) {
      this.#remembered.clear()
    }
    for (const reward of rewards) {
      if (reward.handler !== null) {
        this.#remembered.set(reward.twitchRewardId, { reward, until: now + FRESH_MS })
      }
    }
    return rewards
  }
}
