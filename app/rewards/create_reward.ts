import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { ChannelPointsApi, type RewardOnTwitch } from '#twitch/api/channel_points_api'
import { TwitchError } from '#twitch/twitch_error'
import * as rows from '#rewards/reward_rows'
import type { RewardRow } from '#rewards/reward_rows'
import { uniqueTitle } from '#rewards/reward_title'

/**
 * Makes a reward on Twitch, under a title that nobody has on the channel. A
 * reward of ours that no row knows is the trace of a crash between the making
 * and the writing down, and is taken up again.
 */
@inject()
export class CreateReward {
  constructor(private api: ChannelPointsApi) {}

  async execute(sql: Sql, row: RewardRow): Promise<void> {
    try {
      // Hidden while it must not be sold: Twitch cannot make a paused one.
      const look = rows.wantedOf(row)
      const wanted = { ...look, isEnabled: look.isEnabled && !look.isPaused }
      const { id } = await this.api.create(row.broadcaster_id, wanted)
      await rows.made(sql, row, id, row.title)
      if (wanted.isEnabled) {
        await rows.synced(sql, row)
      }
    } catch (error) {
      if (!(error instanceof TwitchError && error.kind === 'duplicate_title')) {
        throw error
      }
      await this.#taken(sql, row)
    }
  }

  /** Another reward of the channel has the title: the next free one, tried at once. */
  async rename(sql: Sql, row: RewardRow): Promise<void> {
    const all = await this.api.rewards(row.broadcaster_id)
    const others = all.filter(({ id }) => id !== row.twitch_reward_id)
    await sql.run('UPDATE rewards SET title = $2, updated_at = clock_timestamp() WHERE id = $1', [
      row.id,
      // The one that was just refused is taken, whatever the list says.
      uniqueTitle(row.title, [row.title, ...others.map(({ title }) => title)]),
    ])
  }

  async #taken(sql: Sql, row: RewardRow): Promise<void> {
    const lost = await this.#lost(sql, row)
    await (lost ? rows.made(sql, row, lost.id, lost.title) : this.rename(sql, row))
  }

  async #lost(sql: Sql, row: RewardRow): Promise<RewardOnTwitch | undefined> {
    const mine = await this.api.rewards(row.broadcaster_id, true)
    const namesakes = mine.filter(({ title }) => title.toLowerCase() === row.title.toLowerCase())
    const known = await sql.run<{ twitch_reward_id: string }>(
      'SELECT twitch_reward_id FROM rewards WHERE twitch_reward_id = ANY ($1::text[])',
      [namesakes.map(({ id }) => id)]
    )
    return namesakes.find(({ id }) => !known.some((reward) => reward.twitch_reward_id === id))
  }
}
