import type { IncomingRedemption } from '#redemptions/incoming_redemption'
import { arrayLiteral } from '#redemptions/intake/array_literal'
import { RacedError } from '#redemptions/intake/errors'
import type { LaneSql } from '#redemptions/intake/lane'

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
}

const REWARDS = `
  SELECT id, twitch_reward_id AS "twitchRewardId", broadcaster_id AS "broadcasterId",
         CASE WHEN retired_at IS NULL AND state NOT IN ('orphaned', 'gone', 'retired')
              THEN handler END AS handler,
         subject_id AS "subjectId", streamer_id AS "streamerId", campaign_id AS "campaignId"
  FROM rewards WHERE twitch_reward_id = ANY ($1::text[])`

const REMEMBERED = 10_000

/** Of the batch, by Twitch's reward id; a foreign one is missing. */
export type RewardsOfBatch = Map<string, OurReward>

/**
 * Which rewards are ours. What it remembers from the last time only serves to
 * ask further questions in the same breath: every batch reads the rows again.
 */
export class OurRewards {
  #remembered = new Map<string, OurReward | null>()

  /** What they were the last time; null when one of them has not been seen yet. */
  recall(batch: IncomingRedemption[]): OurReward[] | null {
    const recalled = new Map<string, OurReward>()
    for (const { twitchRewardId } of batch) {
      const reward = this.#remembered.get(twitchRewardId)
      if (reward === undefined) return null
      if (reward !== null) recalled.set(reward.id, reward)
    }
    return [...recalled.values()]
  }

  async read(sql: LaneSql, batch: IncomingRedemption[]): Promise<RewardsOfBatch> {
    const wanted = [...new Set(batch.map(({ twitchRewardId }) => twitchRewardId))]
    const rows = await sql.run<OurReward>(REWARDS, [arrayLiteral(wanted, (id) => id)])
    const found = new Map(rows.map((row) => [row.twitchRewardId, row]))
    this.#remember(wanted, found)
    return found
  }

  /**
   * @param recalled what further questions were asked with
   * @throws {RacedError} when the rows say otherwise by now
   */
  static confirm(recalled: OurReward[], found: RewardsOfBatch): void {
    const same =
      recalled.length === found.size &&
      recalled.every((reward) => {
        const now = found.get(reward.twitchRewardId)
        return (
          now?.handler === reward.handler &&
          now.subjectId === reward.subjectId &&
          now.streamerId === reward.streamerId &&
          now.campaignId === reward.campaignId
        )
      })
    if (!same) {
      throw new RacedError('A reward has changed')
    }
  }

  #remember(wanted: string[], found: RewardsOfBatch): void {
    if (this.#remembered.size > REMEMBERED) {
      this.#remembered.clear()
    }
    wanted.forEach((id) => this.#remembered.set(id, found.get(id) ?? null))
  }
}
