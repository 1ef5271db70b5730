import { createCampaign, createEvent, createReward, testSql } from '#tests/support/fixtures'
import { createStreamer, useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

export const LOGIN = 'mira'

type Counters = Record<string, { count: number; byStatus: Record<string, number> }>

/** So many redemptions on a simulated channel, all of them ordered to be refunded. */
export class SettlementStage {
  private constructor(
    private simulator: TwitchSimulator,
    private twitchRewardId: string
  ) {}

  static async make(simulator: TwitchSimulator, refunds: number): Promise<SettlementStage> {
    useSimulator(simulator)
    await simulator.reset()
    const sql = testSql()
    await sql.run('DELETE FROM redemptions')
    await sql.run('DELETE FROM rewards')
    await sql.run('DELETE FROM users')

    const { user, twitchId } = await createStreamer(simulator, LOGIN)
    const { id: campaignId } = await createCampaign(sql)
    const eventId = await createEvent(sql, campaignId)
    const made = await simulator.control<{ id: string }>('POST', '/rewards', {
      broadcaster: LOGIN,
      title: 'Twist',
      cost: 1,
      clientId: TwitchSimulator.clientId,
    })
    const streamer = { id: user.id, broadcasterId: twitchId, login: LOGIN }
    const { id: rewardId } = await createReward(
      sql,
      { streamer, campaignId, eventId },
      { reward: { twitch_reward_id: made.id } }
    )
    const { ids } = await simulator.redeem({
      broadcaster: LOGIN,
      reward: made.id,
      viewers: refunds,
    })
    await sql.run(
      `INSERT INTO redemptions (id, broadcaster_id, twitch_reward_id, reward_id, viewer_id, streamer_id,
         campaign_id, cost, state, reason, redeemed_at)
       SELECT id, $2, $3, $4, 1, $5, $6, 1, 'refund_pending', 'expired', now()
       FROM unnest($1::text[]) AS t(id)`,
      [ids, twitchId, made.id, rewardId, user.id, campaignId]
    )
    return new SettlementStage(simulator, made.id)
  }

  /** How many are still to be refunded, as the ledger has it. */
  async open(): Promise<number> {
    const [row] = await testSql().run<{ open: number }>(
      'SELECT count(*)::int AS open FROM redemptions WHERE settled_at IS NULL'
    )
    return row.open
  }

  /** The calls that settle, and those of them that settled nothing; calls that read. */
  async calls(): Promise<{ all: number; wasted: number; reads: number }> {
    const { calls } = await this.simulator.control<{ calls: Counters }>('GET', '/counters')
    const sum = (method: string, counts: (status: number) => boolean) =>
      Object.entries(calls)
        .filter(([endpoint]) => endpoint.startsWith(method) && endpoint.includes('redemptions'))
        .flatMap(([, { byStatus }]) => Object.entries(byStatus))
        .reduce((total, [status, count]) => total + (counts(Number(status)) ? count : 0), 0)

    return {
      all: sum('PATCH', () => true),
      wasted: sum('PATCH', (status) => status >= 400),
      reads: sum('GET', () => true),
    }
  }

  /** What Twitch and the ledger do not both call refunded, once. */
  async audit(): Promise<{ lost: number; doubled: number }> {
    const onTwitch = await this.simulator.redemptions({ broadcaster: LOGIN })
    const refunded = new Set(
      onTwitch.filter(({ status }) => status === 'CANCELED').map(({ id }) => id)
    )
    const rows = await testSql().run<{ id: string; state: string; times: number }>(
      `SELECT r.id, r.state, count(c.id)::int AS times FROM redemptions r
       LEFT JOIN redemption_changes c ON c.redemption_id = r.id AND c.to_state = 'refunded'
       WHERE r.twitch_reward_id = $1 GROUP BY r.id`,
      [this.twitchRewardId]
    )
    return {
      lost: rows.filter(({ id, state }) => state !== 'refunded' || !refunded.has(id)).length,
      doubled: rows.filter(({ times }) => times > 1).length,
    }
  }
}
