import { Coalescer } from '#core/coalescer'
import { announceSettled } from '#redemptions/announce_settled'
import type { TakenBatch } from '#redemptions/intake/take_batch'
import { RedemptionReceived } from '#redemptions/redemption_received'

const EVERY_MS = 250

interface Received {
  campaignId: string | null
  streamerId: string | null
  count: number
}

const received = new Coalescer<Received>(
  EVERY_MS,
  (sum, more) => ({ ...sum, count: sum.count + more.count }),
  ({ campaignId, streamerId, count }) =>
    void RedemptionReceived.dispatch(campaignId, streamerId, count)
)

/** Tells dashboards what a batch brought. */
export function announceTaken(batch: TakenBatch): void {
  for (const { reward } of batch.taken) {
    const { campaignId, streamerId } = reward
    received.push(`${campaignId}/${streamerId}`, { campaignId, streamerId, count: 1 })
  }
  for (const { campaignId, streamerId, state } of batch.followed) {
    announceSettled({ campaignId, streamerId, state })
  }
}
