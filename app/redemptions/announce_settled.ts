import { Coalescer } from '#core/coalescer'
import { RedemptionSettled } from '#redemptions/redemption_settled'

const EVERY_MS = 250

interface Settled {
  campaignId: string | null
  streamerId: string | null
  fulfilled: number
  refunded: number
  stuck: number
}

const settled = new Coalescer<Settled>(
  EVERY_MS,
  (sum, more) => ({
    ...sum,
    fulfilled: sum.fulfilled + more.fulfilled,
    refunded: sum.refunded + more.refunded,
    stuck: sum.stuck + more.stuck,
  }),
  ({ campaignId, streamerId, fulfilled, refunded, stuck }) =>
    void RedemptionSettled.dispatch(campaignId, streamerId, fulfilled, refunded, stuck)
)

/** Tells dashboards that one redemption has ended, or that it is stuck. */
export function announceSettled(one: {
  campaignId: string | null
  streamerId: string | null
  state: string
}): void {
  const { campaignId, streamerId, state } = one
  settled.push(`${campaignId}/${streamerId}`, {
    campaignId,
    streamerId,
    fulfilled: Number(state === 'fulfilled'),
    refunded: Number(state === 'refunded'),
    stuck: Number(state === 'stuck'),
  })
}
