import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { onLucid, type Sql } from '#core/sql'
import { notify } from '#core/jobs/notifications'
import { transact } from '#core/transact'
import { TwitchError } from '#twitch/twitch_error'
import { ChannelPointsApi } from '#twitch/api/channel_points_api'
import { confirmGone } from '#rewards/confirm_gone'
import { CreateReward } from '#rewards/create_reward'
import { CompareSettled } from '#rewards/reconciliation/compare_settled'
import { listSoon } from '#rewards/list_slots'
import { RewardDrains } from '#rewards/reward_drains'
import * as rows from '#rewards/reward_rows'
import type { RewardRow } from '#rewards/reward_rows'
import { RewardChanged } from '#rewards/reward_changed'

/** Between two looks at whether a reward on its way out has been settled. */
const DRAIN_SECONDS = 5
const FIRST_RETRY_SECONDS = 5
const MAX_RETRY_SECONDS = 15 * 60

/**
 * Makes one reward on Twitch what its row says, by one step, and writes down how
 * it went. A step may be repeated after a crash: each begins from what is there.
 */
@inject()
export class ReachWantedState {
  constructor(
    private api: ChannelPointsApi,
    private create: CreateReward,
    private drains: RewardDrains,
    private settled: CompareSettled
  ) {}

  async execute(row: RewardRow): Promise<void> {
    const sql = onLucid(db.connection())
    try {
      await this.#step(sql, row)
    } catch (error) {
      if (!(error instanceof TwitchError)) {
        throw error
      }
      const { broadcaster_id: broadcasterId, twitch_reward_id: twitchRewardId } = row
      const refusal = twitchRewardId
        ? await confirmGone(this.api, { broadcasterId, twitchRewardId }, error)
        : error
      await this.#refused(sql, row, refusal)
    }
    await RewardChanged.dispatch(row.streamer_id, row.id)
  }

  async #step(sql: Sql, row: RewardRow): Promise<void> {
    if (row.state === 'gone') {
      return this.#replace(sql, row)
    }
    if (row.twitch_reward_id === null) {
      await this.create.execute(sql, row)
      return listSoon(sql, row.streamer_id)
    }
    if (row.is_synced && isLeaving(row)) {
      return this.#remove(sql, row, row.twitch_reward_id)
    }
    await this.api.update(row.broadcaster_id, row.twitch_reward_id, rows.wantedOf(row))
    await rows.synced(sql, row)
  }

  /** Deleting marks what is open as FULFILLED, so the ledger and Twitch must both have nothing left. */
  async #remove(sql: Sql, row: RewardRow, twitchRewardId: string): Promise<void> {
    if (await this.#isDrained(sql, row, twitchRewardId)) {
      await this.api.remove(row.broadcaster_id, twitchRewardId)
      await transact((transaction) => rows.succeed(transaction, row, 'retired'))
      await listSoon(sql, row.streamer_id)
    } else {
      await rows.postpone(sql, row, DRAIN_SECONDS)
    }
  }

  async #isDrained(sql: Sql, row: RewardRow, twitchRewardId: string): Promise<boolean> {
    if (await rows.isOpen(sql, row)) {
      await this.#refundLate(row)
      return false
    }
    const open = await this.api.unfulfilled(row.broadcaster_id, twitchRewardId)
    const reward = { ...row, twitch_reward_id: twitchRewardId }
    const unheard = open.length > 0 ? [] : await this.settled.execute(sql, reward)
    if (open.length + unheard.length > 0) {
      // Bought at the last moment: taken in first, since of a deleted reward Twitch tells nothing.
      await notify(sql, 'reconciliations', row.streamer_id)
    }
    return open.length + unheard.length === 0
  }

  /** What was bought between the order to make it anew and its being hidden. */
  async #refundLate(row: RewardRow): Promise<void> {
    if (row.is_renewing && !row.is_retired) {
      await transact((sql, after) => this.drains.drain(sql, after, rows.sellableOf(row)))
    }
  }

  /** Deleted on Twitch by hand; its redemptions are settled, or will be, by what Twitch made of them. */
  async #replace(sql: Sql, row: RewardRow): Promise<void> {
    if (await rows.isOpen(sql, row)) {
      await rows.postpone(sql, row, DRAIN_SECONDS)
    } else {
      await transact((transaction) => rows.succeed(transaction, row, 'gone'))
    }
  }

  async #refused(sql: Sql, row: RewardRow, error: TwitchError): Promise<void> {
    const { id: rewardId, streamer_id: streamerId } = row
    if (error.kind === 'reward_gone') {
      logger.warn({ event: 'rewards.gone', rewardId, streamerId }, 'A reward is no more on Twitch')
      return rows.setState(sql, row, row.is_retired ? 'retired' : 'gone')
    }
    if (error.kind === 'duplicate_title') {
      return this.create.rename(sql, row)
    }

    logger.warn(
      { event: 'rewards.refused', rewardId, streamerId, code: error.code, detail: error.detail },
      'Twitch would not have a reward as it is wanted'
    )
    await rows.failed(sql, row, error, stateAfter(row, error), retrySeconds(row, error))
    if (error.kind === 'too_many_rewards') {
      await listSoon(sql, row.streamer_id)
    }
  }
}

const isLeaving = (row: RewardRow) => row.is_retired || row.is_renewing

function stateAfter(row: RewardRow, error: TwitchError): RewardRow['state'] {
  if (row.twitch_reward_id === null) {
    return error.isRetryable ? 'wanted' : 'refused'
  }
  return isLeaving(row) && row.is_synced ? 'orphaned' : row.state
}

function retrySeconds(row: RewardRow, error: TwitchError): number {
  const backoff = Math.min(MAX_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** Math.min(row.attempts, 10))
  return Math.max(backoff * (0.75 + Math.random() / 4), (error.retryAfterMs ?? 0) / 1_000)
}
