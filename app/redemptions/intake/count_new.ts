import type { IncomingRedemption } from '#redemptions/incoming_redemption'
import type { LaneSql } from '#redemptions/intake/lane'
import type { Resolved } from '#redemptions/intake/resolve'
import type { Decided } from '#redemptions/intake/store'
import type { RewardedRedemption, RewardHandlers, Verdict } from '#redemptions/reward_handlers'

export interface NewRedemption {
  redemption: IncomingRedemption
  resolved: Resolved
}

const byRedeemedAt = (a: NewRedemption, b: NewRedemption) =>
  a.redemption.redeemedAt.getTime() - b.redemption.redeemedAt.getTime() ||
  (a.redemption.redemptionId < b.redemption.redemptionId ? -1 : 1)

function toRewarded({ redemption, resolved }: NewRedemption): RewardedRedemption {
  return {
    redemptionId: redemption.redemptionId,
    viewerId: resolved.viewerId,
    viewerIsHidden: resolved.viewerIsHidden,
    cost: redemption.cost,
    userInput: redemption.userInput,
    redeemedAt: redemption.redeemedAt,
    rewardId: resolved.rewardId,
    subjectId: resolved.subjectId,
    streamerId: resolved.streamerId,
    campaignId: resolved.campaignId,
  }
}

function decide(of: NewRedemption, verdict: Verdict | undefined): Decided {
  const plain = { ...of, instanceId: null, weight: 1, reason: null }

  if (verdict === undefined) {
    return { ...plain, state: 'refund_pending', reason: 'unknown_reward' }
  }
  if (verdict.state === 'counted') {
    return {
      ...plain,
      state: 'counted',
      instanceId: verdict.instanceId ?? null,
      weight: verdict.weight ?? 1,
    }
  }
  return { ...plain, state: verdict.state, reason: 'reason' in verdict ? verdict.reason : null }
}

/** Already settled when we first hear of it: somebody was faster, in Twitch's own queue. */
function decideSettled(of: NewRedemption): Decided {
  const state = of.redemption.status === 'FULFILLED' ? 'fulfilled' : 'refunded'
  return { ...of, state, reason: 'settled_on_twitch', instanceId: null, weight: 1 }
}

/**
 * Has the new redemptions of a batch decided by the handlers of their rewards.
 *
 * @returns in the order of their ids, which is the order of insertion
 */
export async function countNew(
  sql: LaneSql,
  handlers: RewardHandlers,
  redemptions: NewRedemption[]
): Promise<{ decided: Decided[]; afterCommit: (() => void)[] }> {
  const open = redemptions.filter(({ redemption }) => redemption.status === 'UNFULFILLED')
  const verdicts = new Map<string, Verdict>()
  const afterCommit: (() => void)[] = []

  for (const [id, group] of Map.groupBy(open, ({ resolved }) => resolved.handler)) {
    const rewarded = group.sort(byRedeemedAt).map(toRewarded)
    const counting = await handlers.find(id)?.count(sql, rewarded)
    counting?.verdicts.forEach((verdict, redemptionId) => verdicts.set(redemptionId, verdict))
    if (counting?.afterCommit) {
      afterCommit.push(counting.afterCommit)
    }
  }

  const decided = redemptions.map((entry) =>
    entry.redemption.status === 'UNFULFILLED'
      ? decide(entry, verdicts.get(entry.redemption.redemptionId))
      : decideSettled(entry)
  )
  decided.sort((a, b) => (a.redemption.redemptionId < b.redemption.redemptionId ? -1 : 1))
  return { decided, afterCommit }
}
