import pg from 'pg'
import type { Sql } from '#core/sql'
import { uuidv7 } from '#core/ids'
import { DEFAULT_SETTINGS } from '#overlays/default_settings'
import { OverlayKeys } from '#overlays/overlay_keys'
import { upsert } from '#twitch/tokens/account_rows'
import {
  createCampaign,
  createEvent,
  createMember,
  createReward,
  createUser,
  type TestStreamer,
} from '#tests/support/fixtures'
import type { RunningApp } from '#tests/support/running_app'
import { STREAMER_SCOPES } from '#tests/support/streamer'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'
import { OverlayWatcher } from './overlay_watcher.js'

const EVENTS = 25
const OBJECTIVE = 1_000_000
const PATIENCE_MS = 90_000

/** One thing to redeem: a streamer's reward for an event, and the overlay that shows it. */
export interface Goal {
  login: string
  /** Ours; Twitch's is known once the reward is made there. */
  rewardId: string
  eventId: string
  overlay: OverlayWatcher
}

export const HOT = 'hot_streams'
export const SPREAD = ['anna_streams', 'bert_streams', 'cleo_streams', 'dora_streams']

/**
 * A campaign with one streamer whose single goal everybody fills, and four with 25
 * goals each: Twitch has room for 50 rewards on a channel.
 */
export class LatencyStage {
  readonly hot: Goal[] = []
  readonly spread: Goal[] = []
  #client: pg.Client
  #overlays: OverlayWatcher[] = []

  private constructor(
    private app: RunningApp,
    private simulator: TwitchSimulator
  ) {
    this.#client = new pg.Client({ connectionString: app.databaseUrl })
  }

  static async make(app: RunningApp, simulator: TwitchSimulator): Promise<LatencyStage> {
    const stage = new LatencyStage(app, simulator)
    await stage.#client.connect()
    await stage.#fill(sqlOn(stage.#client))
    await stage.#ready()
    return stage
  }

  /** How many redemptions have counted so far. */
  async counted(): Promise<{ ledger: number; progress: number }> {
    const { rows } = await this.#client.query<{ ledger: number; progress: number }>(
      `SELECT (SELECT count(*)::int FROM redemptions WHERE state = 'counted') AS ledger,
              (SELECT COALESCE(sum(progress), 0)::int FROM instances) AS progress`
    )
    return rows[0]
  }

  /** Twitch's id of a goal's reward. */
  async onTwitch({ rewardId }: Goal): Promise<string> {
    const [row] = await this.app.query<{ id: string }>(
      'SELECT twitch_reward_id AS id FROM rewards WHERE id = $1',
      [rewardId]
    )
    return row.id
  }

  async close(): Promise<void> {
    await Promise.all(this.#overlays.map((overlay) => overlay.close()))
    await this.#client.end()
  }

  async #fill(sql: Sql): Promise<void> {
    const { id: campaignId } = await createCampaign(sql)
    await seatTable(sql, campaignId)
    const streamers = new Map<string, TestStreamer>()
    for (const login of [HOT, ...SPREAD]) {
      const streamer = await this.#consent(sql, login)
      await createMember(sql, campaignId, streamer.id, 'streamer')
      streamers.set(login, streamer)
    }

    const offer = async (login: string, eventId: string, title: string): Promise<Goal> => {
      const streamer = streamers.get(login)
      if (!streamer) throw new Error(`${login} has not consented`)
      const { id: rewardId } = await createReward(
        sql,
        { streamer, campaignId, eventId },
        { reward: { state: 'wanted', twitch_reward_id: null, title } }
      )
      return { login, rewardId, eventId, overlay: await this.#overlayOf(sql, streamer.id) }
    }

    const event = { minimum: OBJECTIVE, duration_seconds: 3_600 }
    this.hot.push(await offer(HOT, await createEvent(sql, campaignId, { event }), 'Everybody'))
    for (let number = 1; number <= EVENTS; number++) {
      const eventId = await createEvent(sql, campaignId, { event })
      for (const login of SPREAD) {
        this.spread.push(await offer(login, eventId, `Goal ${number}`))
      }
    }
  }

  async #consent(sql: Sql, login: string): Promise<TestStreamer> {
    const token = await this.simulator.token({ login, scopes: STREAMER_SCOPES })
    const broadcasterId = token.user_id ?? ''
    const id = await createUser(sql, login)
    await upsert(sql, id, {
      id: broadcasterId,
      login,
      displayName: login,
      broadcasterType: 'affiliate',
      accessToken: token.access_token,
      refreshToken: token.refresh_token ?? '',
      expiresIn: token.expires_in,
      scopes: token.scope,
    })
    return { id, broadcasterId, login }
  }

  #watched = new Map<string, Promise<OverlayWatcher>>()

  #overlayOf(sql: Sql, streamerId: string): Promise<OverlayWatcher> {
    const watching = this.#watched.get(streamerId) ?? this.#watch(sql, streamerId)
    this.#watched.set(streamerId, watching)
    return watching
  }

  async #watch(sql: Sql, streamerId: string): Promise<OverlayWatcher> {
    const overlayId = uuidv7()
    await sql.run('INSERT INTO overlays (id, streamer_id, settings) VALUES ($1, $2, $3::jsonb)', [
      overlayId,
      streamerId,
      JSON.stringify(DEFAULT_SETTINGS),
    ])
    const key = await new OverlayKeys().issue(sql, overlayId)
    const overlay = await new OverlayWatcher().open(this.app.url, key)
    this.#overlays.push(overlay)
    return overlay
  }

  /** Every reward is on sale and every streamer is listened to. */
  async #ready(): Promise<void> {
    await until(
      'rewards are on sale',
      async () => {
        const [row] = await this.app.query<{ waiting: number }>(
          `SELECT count(*)::int AS waiting FROM rewards
           WHERE state <> 'present' OR is_paused OR synced_at IS NULL`
        )
        return row.waiting === 0
      },
      PATIENCE_MS
    )
    await until(
      'streamers are listened to',
      async () => {
        const rows = await this.app.query(
          `SELECT FROM eventsub_subscriptions s JOIN eventsub_connections c USING (streamer_id)
           WHERE c.state = 'connected' AND s.status = 'enabled'
             AND s.type = 'channel.channel_points_custom_reward_redemption.add'`
        )
        return rows.length === SPREAD.length + 1
      },
      PATIENCE_MS
    )
  }
}

function sqlOn(client: pg.Client): Sql {
  return {
    run: async (text, values = []) => {
      const { rows } = await client.query(text, values)
      return rows
    },
  }
}

/** A table that is there for an hour: without one nothing would be sold. */
async function seatTable(sql: Sql, campaignId: string): Promise<void> {
  const id = uuidv7()
  await sql.run(
    `INSERT INTO foundry_connections (id, campaign_id, instance_id, world_id, world_title,
       foundry_origin, system, generation, module_version, last_seen_at)
     VALUES ($1, $2, 'bench', 'bench', 'Bench', 'http://127.0.0.1', 'dnd5e', 14, '1.0.0', now())`,
    [id, campaignId]
  )
  await sql.run(
    `INSERT INTO foundry_leases (connection_id, client_id, fencing, expires_at)
     VALUES ($1, 'bench', 1, now() + interval '1 hour')`,
    [id]
  )
}
