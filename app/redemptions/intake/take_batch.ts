import type { IncomingRedemption, IntakeOutcome } from '#redemptions/incoming_redemption'
import { countNew, type NewRedemption } from '#redemptions/intake/count_new'
import { follow } from '#redemptions/intake/follow'
import type { LaneSql } from '#redemptions/intake/lane'
import { resolve, type Resolved } from '#redemptions/intake/resolve'
import { type Decided, store } from '#redemptions/intake/store'
import type { RewardHandlers } from '#redemptions/reward_handlers'
import type { SettledStatus } from '#redemptions/settlement_gateway'

/** What a committed batch has to tell. */
export interface TakenBatch {
  outcomes: Map<string, IntakeOutcome>
  taken: Decided[]
  followed: { streamerId: string | null; campaignId: string | null; state: string }[]
  afterCommit: (() => void)[]
}

/**
 * The whole of a redemption's way into the ledger, for up to 100 different ones,
 * in the transaction of `sql`: viewers, counting (which locks instances), then
 * redemptions. Every transaction takes its locks in this order.
 */
export async function takeBatch(
  sql: LaneSql,
  handlers: RewardHandlers,
  batch: IncomingRedemption[]
): Promise<TakenBatch> {
  const resolved = await resolve(sql, batch)
  const outcomes = new Map<string, IntakeOutcome>()
  const fresh: NewRedemption[] = []
  const settled: { id: string; status: SettledStatus }[] = []

  for (const redemption of batch) {
    const known = resolved.get(redemption.redemptionId)
    outcomes.set(redemption.redemptionId, outcomeOf(known))
    if (known?.state === null) {
      fresh.push({ redemption, resolved: known })
    } else if (known && redemption.status !== 'UNFULFILLED') {
      settled.push({ id: redemption.redemptionId, status: redemption.status })
    }
  }

  const { decided, afterCommit } = await countNew(sql, handlers, fresh)
  const followed = settled.length > 0 ? await follow(sql, settled) : []
  for (const { id, state, reason } of followed) {
    outcomes.set(id, { kind: 'known', state, reason })
  }
  if (decided.length > 0) {
    store(sql, decided)
  }
  for (const { redemption, state, reason } of decided) {
    outcomes.set(redemption.redemptionId, { kind: 'taken', state, reason })
  }
  return { outcomes, taken: decided, followed, afterCommit }
}

function outcomeOf(known: Resolved | undefined): IntakeOutcome {
  return known?.state
    ? { kind: 'known', state: known.state, reason: known.reason }
    : { kind: 'foreign' }
}
