import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { inject } from '@adonisjs/core'
import { onLucid, type Sql } from '#core/sql'
import { notify } from '#core/jobs/notifications'
import { RedemptionIntake } from '#redemptions/redemption_intake'
import { ChannelPointsApi, type RedemptionOnTwitch } from '#twitch/api/channel_points_api'
import { TwitchError } from '#twitch/twitch_error'
import { RedemptionsCaughtUp } from '#rewards/redemptions_caught_up'

interface ListedReward {
  id: string
  broadcaster_id: string
  twitch_reward_id: string
}

/** As many as the intake takes in one transaction, so that their order is kept. */
const BATCH = 100

/**
 * Twitch's own list of open redemptions is the durable inbox: whatever was
 * redeemed while nobody listened is found here, and taken in as of its
 * `redeemed_at`. A list that could not be read says nothing.
 */
@inject()
export class ReconcileRedemptions {
  constructor(
    private api: ChannelPointsApi,
    private intake: RedemptionIntake
  ) {}

  /** @returns how many were missing; null when some list could not be read */
  async execute(streamerId: string): Promise<number | null> {
    const sql = onLucid(db.connection())
    const missing: RedemptionOnTwitch[] = []

    for (const reward of await listedRewards(sql, streamerId)) {
      const open = await this.#list(sql, reward)
      if (open === null) {
        return null
      }
      missing.push(...(await unknown(sql, open)))
    }

    missing.sort((a, b) => a.redeemedAt.getTime() - b.redeemedAt.getTime())
    await this.#take(missing)
    if (missing.length > 0) {
      logger.info(
        { event: 'redemptions.caught_up', streamerId, count: missing.length },
        'Took in redemptions that no event had told of'
      )
      await RedemptionsCaughtUp.dispatch(streamerId, missing.length)
    }
    return missing.length
  }

  async #take(missing: RedemptionOnTwitch[]): Promise<void> {
    for (let start = 0; start < missing.length; start += BATCH) {
      const batch = missing.slice(start, start + BATCH)
      await Promise.all(batch.map((redemption) => this.intake.take(incoming(redemption))))
    }
  }

  async #list(sql: Sql, reward: ListedReward): Promise<RedemptionOnTwitch[] | null> {
    try {
      return await this.api.unfulfilled(reward.broadcaster_id, reward.twitch_reward_id)
    } catch (error) {
      if (!(error instanceof TwitchError)) {
        throw error
      }
      if (error.kind === 'reward_gone') {
        await markGone(sql, reward.id)
        return []
      }
      logger.warn(
        { event: 'redemptions.list_failed', rewardId: reward.id, code: error.code },
        'The open redemptions of a reward could not be listed'
      )
      return null
    }
  }
}

function incoming(redemption: RedemptionOnTwitch) {
  return {
    redemptionId: redemption.id,
    twitchRewardId: redemption.twitchRewardId,
    broadcasterId: redemption.broadcasterId,
    viewer: {
      twitchId: redemption.viewer.id,
      login: redemption.viewer.login,
      displayName: redemption.viewer.displayName,
    },
    cost: redemption.cost,
    userInput: redemption.input,
    redeemedAt: redemption.redeemedAt,
    status: redemption.status,
  }
}

function listedRewards(sql: Sql, streamerId: string): Promise<ListedReward[]> {
  return sql.run<ListedReward>(
    `SELECT id, broadcaster_id, twitch_reward_id FROM rewards
     WHERE streamer_id = $1 AND twitch_reward_id IS NOT NULL AND state IN ('present', 'orphaned')
     ORDER BY id`,
    [streamerId]
  )
}

async function unknown(sql: Sql, open: RedemptionOnTwitch[]): Promise<RedemptionOnTwitch[]> {
  const known = await sql.run<{ id: string }>(
    'SELECT id FROM redemptions WHERE id = ANY ($1::text[])',
    [open.map(({ id }) => id)]
  )
  const ids = new Set(known.map(({ id }) => id))
  return open.filter(({ id }) => !ids.has(id))
}

async function markGone(sql: Sql, rewardId: string): Promise<void> {
  await sql.run(
    `UPDATE rewards SET state = CASE WHEN retired_at IS NULL THEN 'gone' ELSE 'retired' END,
       next_attempt_at = now() WHERE id = $1 AND state IN ('present', 'orphaned')`,
    [rewardId]
  )
  await notify(sql, 'rewards')
}
