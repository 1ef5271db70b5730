import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { onLucid, type Sql } from '#core/sql'
import { ChannelPointsApi } from '#twitch/api/channel_points_api'
import { TwitchApi } from '#twitch/api/twitch_api'
import { TwitchError } from '#twitch/twitch_error'
import { retryFailed } from '#rewards/retry_failed'
import { RewardChanged } from '#rewards/reward_changed'

const EVERY_SECONDS = 15 * 60
const RETRY_SECONDS = 60

interface Channel {
  streamer_id: string
  broadcaster_id: string
  broadcaster_type: string
}

/**
 * Reads what a channel has of Twitch's 50 rewards, and whether it may have
 * rewards at all, for the streamer's page. A list that could not be read leaves
 * the last one as it is.
 */
@inject()
export class ListSlots {
  constructor(
    private points: ChannelPointsApi,
    private twitch: TwitchApi
  ) {}

  /** Of one channel, whose turn it is. */
  async execute(broadcasterId: string): Promise<void> {
    const sql = onLucid(db.connection())
    const [channel] = await sql.run<Channel>(
      `SELECT a.user_id AS streamer_id, a.twitch_id AS broadcaster_id, a.broadcaster_type
       FROM twitch_accounts a WHERE a.twitch_id = $1`,
      [broadcasterId]
    )
    if (!channel) {
      return
    }

    try {
      await this.#list(sql, channel)
    } catch (error) {
      if (!(error instanceof TwitchError)) {
        throw error
      }
      logger.warn(
        { event: 'rewards.list_failed', streamerId: channel.streamer_id, code: error.code },
        'The rewards of a channel could not be listed'
      )
      await failed(sql, channel, error)
    }
    await RewardChanged.dispatch(channel.streamer_id, null)
  }

  async #list(sql: Sql, channel: Channel): Promise<void> {
    const type = await this.#type(sql, channel)
    const rewards = type === '' ? [] : await this.points.rewards(channel.broadcaster_id)
    await sql.run(
      `INSERT INTO reward_slots (streamer_id, rewards, failure, listed_at, due_at)
       VALUES ($1, $2::jsonb, NULL, now(), now() + make_interval(secs => $3))
       ON CONFLICT (streamer_id) DO UPDATE SET rewards = excluded.rewards, failure = NULL,
         listed_at = excluded.listed_at, due_at = excluded.due_at`,
      [
        channel.streamer_id,
        JSON.stringify(rewards.map(({ id, title, isEnabled }) => ({ id, title, isEnabled }))),
        EVERY_SECONDS,
      ]
    )
  }

  /** Whoever has become an affiliate since signing in need not wait for the next try. */
  async #type(sql: Sql, channel: Channel): Promise<string> {
    const [user] = await this.twitch.usersById([channel.broadcaster_id])
    const type = user?.broadcasterType ?? channel.broadcaster_type
    if (type !== channel.broadcaster_type) {
      await sql.run(
        'UPDATE twitch_accounts SET broadcaster_type = $2, updated_at = now() WHERE user_id = $1',
        [channel.streamer_id, type]
      )
      await retryFailed(channel.streamer_id)
    }
    return type
  }
}

/** Channels whose list is due, of streamers who take part and whose token works. */
export async function dueLists(sql: Sql): Promise<string[]> {
  const rows = await sql.run<{ broadcaster_id: string }>(
    `SELECT a.twitch_id AS broadcaster_id FROM twitch_accounts a
     LEFT JOIN reward_slots s ON s.streamer_id = a.user_id
     WHERE a.state = 'valid' AND a.scopes && ARRAY['channel:manage:redemptions']
       AND (s.streamer_id IS NULL OR s.due_at <= now())
       AND EXISTS (SELECT FROM campaign_members m
                   WHERE m.user_id = a.user_id AND m.role = 'streamer')`
  )
  return rows.map((row) => row.broadcaster_id)
}

/** What is shown is no longer so: the list is read in the next round. */
export async function listSoon(sql: Sql, streamerId: string): Promise<void> {
  await sql.run(
    `INSERT INTO reward_slots (streamer_id) VALUES ($1)
     ON CONFLICT (streamer_id) DO UPDATE SET due_at = now()`,
    [streamerId]
  )
}

async function failed(sql: Sql, { streamer_id: streamerId }: Channel, error: TwitchError) {
  await sql.run(
    `INSERT INTO reward_slots (streamer_id, failure, due_at)
     VALUES ($1, $2, now() + make_interval(secs => $3))
     ON CONFLICT (streamer_id) DO UPDATE SET failure = excluded.failure, due_at = excluded.due_at`,
    [streamerId, error.message, RETRY_SECONDS]
  )
}
