import type { IncomingRedemption, IntakeOutcome } from '#redemptions/incoming_redemption'
import { countNew, type NewRedemption, prepareHandlers } from '#redemptions/intake/count_new'
import { follow } from '#redemptions/intake/follow'
import { knownRedemptions } from '#redemptions/intake/known_redemptions'
import type { LaneSql } from '#redemptions/intake/lane'
import { OurRewards } from '#redemptions/intake/our_rewards'
import { type Decided, store } from '#redemptions/intake/store'
import { seenViewers, writeViewers } from '#redemptions/intake/viewers'
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
 * in one transaction and, when all goes well, two exchanges with the database.
 * Every transaction takes its locks in this order: open instances, viewers, new
 * instances, redemptions; each kind in the order of its ids.
 */
export class TakeBatch {
  #rewards = new OurRewards()

  constructor(private handlers: RewardHandlers) {}

  /** @param batch different ones, sorted by redemption id */
  async execute(sql: LaneSql, batch: IncomingRedemption[]): Promise<TakenBatch> {
    const { known, rewards, viewers, prepared } = await this.#read(sql, batch)
    const ours = batch.filter(
      (one) => rewards.get(one.twitchRewardId)?.broadcasterId === one.broadcasterId
    )
    await writeViewers(sql, ours, viewers)

    const outcomes = new Map<string, IntakeOutcome>()
    const fresh: NewRedemption[] = []
    const settled: { id: string; status: SettledStatus }[] = []
    for (const redemption of ours) {
      const { redemptionId, status } = redemption
      const reward = rewards.get(redemption.twitchRewardId)
      const viewer = viewers.get(redemption.viewer.twitchId)
      const before = known.get(redemptionId)
      if (before) {
        outcomes.set(redemptionId, { kind: 'known', state: before.state, reason: before.reason })
      }
      if (before && status !== 'UNFULFILLED') {
        settled.push({ id: redemptionId, status })
      } else if (!before && reward && viewer) {
        fresh.push({ redemption, reward, viewerId: viewer.id })
      }
    }

    const { decided, afterCommit } = await countNew(prepared, fresh)
    const followed = settled.length > 0 ? await follow(sql, settled) : []
    if (decided.length > 0) {
      store(sql, decided)
    }

    for (const { id, state, reason } of followed) {
      outcomes.set(id, { kind: 'known', state, reason })
    }
    for (const { redemption, state, reason } of decided) {
      outcomes.set(redemption.redemptionId, { kind: 'taken', state, reason })
    }
    return { outcomes, taken: decided, followed, afterCommit }
  }

  /** All questions at once where the rewards are those of the last time, as they nearly always are. */
  async #read(sql: LaneSql, batch: IncomingRedemption[]) {
    const recalled = this.#rewards.recall(batch)
    const reading = Promise.all([
      knownRedemptions(sql, batch),
      this.#rewards.read(sql, batch),
      seenViewers(sql, batch),
    ])
    const early = recalled ? prepareHandlers(sql, this.handlers, recalled) : null
    // Both are awaited below; the first to fail must not leave the other unheard.
    reading.catch(() => {})
    early?.catch(() => {})

    const [known, rewards, viewers] = await reading
    if (recalled) {
      OurRewards.confirm(recalled, rewards)
    }
    const prepared = await (early ?? prepareHandlers(sql, this.handlers, rewards.values()))
    return { known, rewards, viewers, prepared }
  }
}
