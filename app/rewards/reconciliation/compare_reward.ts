import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { ChannelPointsApi, type RedemptionOnTwitch } from '#twitch/api/channel_points_api'
import { TwitchError } from '#twitch/twitch_error'
import type { ListedReward } from '#rewards/reconciliation/listed_rewards'

export interface Differences {
  /** Open on Twitch, unknown to the ledger. */
  missing: RedemptionOnTwitch[]
  /** Open in the ledger, settled on Twitch. */
  settled: RedemptionOnTwitch[]
}

/** As many as fit on a page: asked for more by id, Twitch leaves the rest out. */
const AT_ONCE = 20

/**
 * What Twitch and the ledger do not agree on about one reward's open redemptions.
 *
 * @throws {TwitchError} when any page or answer is missing: then nothing is known
 */
@inject()
export class CompareReward {
  constructor(private api: ChannelPointsApi) {}

  async execute(sql: Sql, reward: ListedReward): Promise<Differences> {
    const { broadcaster_id: broadcasterId, twitch_reward_id: twitchRewardId } = reward
    // Before the list: what comes in meanwhile is not taken for something that Twitch lacks.
    const ours = await openInLedger(sql, reward)
    const theirs = await this.#list(broadcasterId, twitchRewardId)
    const listed = new Set(theirs.map(({ id }) => id))
    const unlisted = ours.filter((id) => !listed.has(id))

    const settled: RedemptionOnTwitch[] = []
    for (let start = 0; start < unlisted.length; start += AT_ONCE) {
      const ids = unlisted.slice(start, start + AT_ONCE)
      const found = await this.api.redemptionsById(broadcasterId, twitchRewardId, ids)
      settled.push(...found.filter(({ status }) => status !== 'UNFULFILLED'))
    }
    return { missing: await unknown(sql, theirs), settled }
  }

  /** That a reward is gone ends what is open of it, so it is not believed on one answer. */
  async #list(broadcasterId: string, twitchRewardId: string): Promise<RedemptionOnTwitch[]> {
    try {
      return await this.api.unfulfilled(broadcasterId, twitchRewardId)
    } catch (error) {
      if (error instanceof TwitchError && error.kind === 'reward_gone') {
        const isThere = await this.api.exists(broadcasterId, twitchRewardId)
        throw isThere ? new TwitchError('unexpected', { detail: error.detail }) : error
      }
      throw error
    }
  }
}

async function openInLedger(sql: Sql, reward: ListedReward): Promise<string[]> {
  const rows = await sql.run<{ id: string }>(
    `SELECT d.id FROM redemptions d JOIN rewards r ON r.id = $1
     WHERE d.streamer_id = r.streamer_id AND d.twitch_reward_id = r.twitch_reward_id
       AND d.settled_at IS NULL ORDER BY d.id`,
    [reward.id]
  )
  return rows.map(({ id }) => id)
}

async function unknown(sql: Sql, open: RedemptionOnTwitch[]): Promise<RedemptionOnTwitch[]> {
  const known = await sql.run<{ id: string }>(
    'SELECT id FROM redemptions WHERE id = ANY ($1::text[])',
    [open.map(({ id }) => id)]
  )
  const ids = new Set(known.map(({ id }) => id))
  return open.filter(({ id }) => !ids.has(id))
}
