import app from '@adonisjs/core/services/app'
import { transact } from '#core/transact'
import { OfferEvent } from '#gamification/events/offer_event'
import { SyncRewards } from '#gamification/sale/sync_rewards'
import { SettleRedemptions } from '#redemptions/settlement/settle_redemptions'
import { ReconcileRedemptions } from '#rewards/reconcile_redemptions'
import { RewardReconciler } from '#rewards/reward_reconciler'
import { openTable } from '#tests/functional/gamification/game'
import {
  createCampaign,
  createEvent,
  createMember,
  setViewers,
  testSql,
  type TestStage,
} from '#tests/support/fixtures'
import { createStreamer } from '#tests/support/streamer'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'

/** A reward as Helix shows it. */
export interface RewardOnTwitch {
  id: string
  title: string
  prompt: string
  cost: number
  is_enabled: boolean
  is_paused: boolean
  max_per_user_per_stream_setting: { is_enabled: boolean; max_per_user_per_stream: number }
  global_cooldown_setting: { is_enabled: boolean; global_cooldown_seconds: number }
}

/** The channel that `Shop.open` sells on; the simulator has to know it as an affiliate. */
export const SHOP = 'mira'

/**
 * A campaign with one event whose reward is on sale on the simulated Twitch,
 * with a table in the lease and a live channel. What workers do happens when
 * `reach` and `settle` say so.
 */
export class Shop {
  private constructor(
    readonly simulator: TwitchSimulator,
    readonly stage: TestStage,
    readonly tableId: string
  ) {}

  static async open(
    simulator: TwitchSimulator,
    options: Parameters<typeof createEvent>[2] & {
      scopes?: string[]
      /** Seats somebody at the campaign's table, and answers its connection. */
      seat?: (campaign: { id: string; ownerId: string }) => Promise<string>
    } = {}
  ): Promise<Shop> {
    const sql = testSql()
    const { scopes, seat = ({ id }) => openTable(sql, id) } = options
    const { user, twitchId } = await createStreamer(simulator, SHOP, { scopes })
    const campaign = await createCampaign(sql)
    await createMember(sql, campaign.id, user.id, 'streamer')
    await setViewers(sql, user.id, 5)
    const eventId = await createEvent(sql, campaign.id, options)
    const tableId = await seat(campaign)
    const offer = await app.container.make(OfferEvent)
    await offer.execute(eventId, user.id, { isEnabled: true, cost: null })

    const stage = {
      ownerId: campaign.ownerId,
      campaignId: campaign.id,
      streamer: { id: user.id, broadcasterId: twitchId, login: SHOP },
      eventId,
      reward: { id: '', twitchRewardId: '', broadcasterId: twitchId },
    }
    const shop = new Shop(simulator, stage, tableId)
    await shop.reach()
    const [row] = await sql.run<{ id: string; twitch_reward_id: string }>(
      'SELECT id, twitch_reward_id FROM rewards WHERE streamer_id = $1 AND retired_at IS NULL',
      [user.id]
    )
    Object.assign(stage.reward, { id: row?.id, twitchRewardId: row?.twitch_reward_id })
    return shop
  }

  /** What the reward workers do until nothing is due. */
  async reach(): Promise<void> {
    const sync = await app.container.make(SyncRewards)
    const reconciler = await app.container.make(RewardReconciler)
    await transact((sql) => sync.execute(sql))
    await reconciler.round()
    await reconciler.idle()
  }

  /** The same after a wait: what was postponed is due. */
  async reachLater(): Promise<void> {
    await testSql().run('UPDATE rewards SET next_attempt_at = now()')
    await this.reach()
  }

  async onTwitch(): Promise<RewardOnTwitch[]> {
    const { data } = await this.simulator.control<{ data: RewardOnTwitch[] }>(
      'GET',
      `/rewards?broadcaster=${SHOP}`
    )
    return data
  }

  /** What Twitch lets viewers do with the campaign's reward. */
  async onSale(): Promise<'sold' | 'paused' | 'hidden' | 'none'> {
    const all = await this.onTwitch()
    const reward = all.find(({ id }) => id === this.stage.reward.twitchRewardId)
    if (!reward) return 'none'
    if (!reward.is_enabled) return 'hidden'
    return reward.is_paused ? 'paused' : 'sold'
  }

  /** Viewers redeem, and the ledger takes it in. */
  async redeem(viewers: number): Promise<string[]> {
    const { ids } = await this.simulator.redeem({
      broadcaster: SHOP,
      reward: this.stage.reward.twitchRewardId,
      viewers,
    })
    await this.takeIn()
    return ids
  }

  async takeIn(): Promise<void> {
    const reconcile = await app.container.make(ReconcileRedemptions)
    await reconcile.execute(this.stage.streamer.id)
  }

  /** What the settlement worker does until nothing is due. */
  async settle(): Promise<void> {
    const settling = await app.container.make(SettleRedemptions)
    await settling.execute()
    await settling.idle()
  }

  /** How many redemptions Twitch has in each state. */
  async statuses() {
    const counts = { UNFULFILLED: 0, FULFILLED: 0, CANCELED: 0 }
    for (const { status } of await this.simulator.redemptions()) counts[status]++
    return counts
  }
}
