import type { IncomingRedemption } from '#redemptions/incoming_redemption'
import type { LaneSql } from '#core/lane/lane'
import type { OurReward } from '#redemptions/intake/our_rewards'
import type { Decided } from '#redemptions/intake/store'
import type {
  Prepared,
  RewardedRedemption,
  RewardHandlers,
  Verdict,
} from '#redemptions/reward_handlers'

export interface NewRedemption {
  redemption: IncomingRedemption
  reward: OurReward
  viewerId: number
}

/** By the id of the handler; none for a handler that is not installed. */
export type PreparedHandlers = Map<string, Prepared>

const byRedeemedAt = (a: NewRedemption, b: NewRedemption) =>
  a.redemption.redeemedAt.getTime() - b.redemption.redeemedAt.getTime() ||
  (a.redemption.redemptionId < b.redemption.redemptionId ? -1 : 1)

function toRewarded({ redemption, reward, viewerId }: NewRedemption): RewardedRedemption {
  return {
    redemptionId: redemption.redemptionId,
    viewerId,
    rewardId: reward.id,
    cost: redemption.cost,
    userInput: redemption.userInput,
    redeemedAt: redemption.redeemedAt,
    subjectId: reward.subjectId,
    streamerId: reward.streamerId,
    campaignId: reward.campaignId,
  }
}

/** Has the handlers of these rewards read and lock what they will need. */
export async function prepareHandlers(
  sql: LaneSql,
  handlers: RewardHandlers,
  rewards: Iterable<OurReward>,
  mayAssume: boolean
): Promise<PreparedHandlers> {
  const prepared: PreparedHandlers = new Map()
  const groups = Map.groupBy(rewards, ({ handler }) => handler ?? '')
  // In one order. Who counts on what it remembers locks its instances last, with what it writes.
  for (const { id, handler } of inOrderOfLocks(groups.keys(), handlers)) {
    prepared.set(id, await handler.prepare(sql, groups.get(id) ?? [], mayAssume))
  }
  return prepared
}

function inOrderOfLocks(ids: Iterable<string>, handlers: RewardHandlers) {
  const found = [...ids].sort().flatMap((id) => {
    const handler = handlers.find(id)
    return handler ? [{ id, handler }] : []
  })
  const [first, rest] = [true, false].map((isFirst) =>
    found.filter(({ handler }) => (handler.locksChannels ?? false) === isFirst)
  )
  return [...first, ...rest]
}

function decide(of: NewRedemption, verdict: Verdict | undefined): Decided {
  const plain = { ...of, instanceId: null, weight: 1, reason: null, settledBy: null }

  if (verdict === undefined) {
    return { ...plain, state: 'refund_pending', reason: 'unknown_reward' }
  }
  if (verdict.state === 'counted') {
    const { instanceId = null, weight = 1 } = verdict
    return { ...plain, state: 'counted', instanceId, weight }
  }
  return { ...plain, state: verdict.state, reason: 'reason' in verdict ? verdict.reason : null }
}

/**
 * Already settled when we first hear of it: somebody was faster, in Twitch's own
 * queue, or Twitch has ended it together with its reward.
 */
function decideSettled(of: NewRedemption): Decided {
  const plain = { ...of, instanceId: null, weight: 1 }
  if (of.redemption.status === 'CANCELED') {
    return { ...plain, state: 'refunded', reason: 'settled_on_twitch', settledBy: 'person' }
  }
  return of.reward.isGone
    ? { ...plain, state: 'fulfilled', reason: 'reward_deleted', settledBy: 'twitch' }
    : { ...plain, state: 'fulfilled', reason: 'settled_on_twitch', settledBy: 'person' }
}

/**
 * Has the new redemptions of a batch decided by the handlers of their rewards.
 *
 * @returns decisions in the order of `redemptions`
 */
export async function countNew(
  prepared: PreparedHandlers,
  redemptions: NewRedemption[]
): Promise<{ decided: Decided[]; afterCommit: (() => void)[] }> {
  const open = redemptions.filter(({ redemption }) => redemption.status === 'UNFULFILLED')
  const verdicts = new Map<string, Verdict>()
  const afterCommit: (() => void)[] = []

  for (const [id, group] of Map.groupBy(open, ({ reward }) => reward.handler ?? '')) {
    const rewarded = group.sort(byRedeemedAt).map(toRewarded)
    const counting = await prepared.get(id)?.count(rewarded)
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
  return { decided, afterCommit }
}
