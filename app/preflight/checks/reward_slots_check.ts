import type { Finding } from '#preflight/finding'
import { PreFlightCheck, type StreamerSubject } from '#preflight/pre_flight_check'
import { rewardSlots } from '#rewards/slots'

const DASHBOARD = { label: 'Look at the rewards', href: '/dashboard', external: false }

/** Whether the rewards are on Twitch as they are wanted, and the channel has room for them. */
export class RewardSlotsCheck extends PreFlightCheck<StreamerSubject> {
  readonly id = 'reward_slots'
  readonly label = 'Rewards'

  async run({ sql, streamerId, campaignId }: StreamerSubject): Promise<Finding[]> {
    const { used, limit, free, failure, troubled } = await rewardSlots(sql, streamerId)
    const [first] = troubled

    if (first) {
      const more = troubled.length > 1 ? ` And ${troubled.length - 1} more.` : ''
      const advice = first.advice.sentence === null ? '' : ` ${first.advice.sentence}`
      const meaning = `“${first.title}” could not be ${first.wanted}: ${first.sentence}${advice}${more}`
      return [this.found('failed', meaning, DASHBOARD)]
    }
    if (failure !== null) {
      return [this.found('warning', failure, DASHBOARD)]
    }
    if ((await onSale(sql, campaignId, streamerId)) === 0) {
      return [this.found('warning', 'No reward is on sale, so nobody can join in.', DASHBOARD)]
    }
    return free === 0
      ? [this.found('warning', `All ${limit} places are taken; a new reward has none.`, DASHBOARD)]
      : [this.found('passed', `${used} of ${limit} places are taken.`)]
  }
}

async function onSale(
  sql: StreamerSubject['sql'],
  campaignId: string,
  streamerId: string
): Promise<number> {
  const rows = await sql.run(
    `SELECT 1 FROM rewards WHERE campaign_id = $1 AND streamer_id = $2
       AND is_enabled AND retired_at IS NULL`,
    [campaignId, streamerId]
  )
  return rows.length
}
