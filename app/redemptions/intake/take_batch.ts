import type { IncomingRedemption, IntakeOutcome } from '#redemptions/incoming_redemption'
import { countNew, type NewRedemption, prepareHandlers } from '#redemptions/intake/count_new'
import { follow, type Followed } from '#redemptions/intake/follow'
import { knownRedemptions } from '#redemptions/intake/known_redemptions'
import type { LaneSql } from '#redemptions/intake/lane'
import { type OurReward, OurRewards } from '#redemptions/intake/our_rewards'
import { type Decided, store } from '#redemptions/intake/store'
import { Viewers } from '#redemptions/intake/viewers'
import type { RewardHandlers } from '#redemptions/reward_handlers'

/** What a committed batch has to tell. */
export interface TakenBatch {
  outcomes: Map<string, IntakeOutcome>
  taken: Decided[]
  followed: { streamerId: string | null; campaignId: string | null; state: string }[]
  afterCommit: (() => void)[]
}

interface Ours {
  redemption: IncomingRedemption
  reward: OurReward
}

const redemptionOf = ({ redemption }: Ours) => redemption
const isSettled = ({ status }: IncomingRedemption) => status !== 'UNFULFILLED'

/**
 * The whole of a redemption's way into the ledger, for up to 100 different ones,
 * in one transaction and, when all goes well, two exchanges with the database.
 * Every transaction takes its locks in this order: open instances, viewers, new
 * instances, redemptions; each kind in the order of its ids.
 */
export class TakeBatch {
  #rewards = new OurRewards()
  #viewers = new Viewers()

  constructor(private handlers: RewardHandlers) {}

  /**
   * @param batch different ones, sorted by redemption id
   * @param isRepeated after a failed attempt, which looks for what others have
   *   stored meanwhile. The first takes what is not settled for new, as it nearly
   *   always is; where it is not, the primary key refuses it.
   */
  async execute(
    sql: LaneSql,
    batch: IncomingRedemption[],
    isRepeated: boolean
  ): Promise<TakenBatch> {
    if (isRepeated) {
      this.#rewards.forget()
      this.#viewers.forget()
    }
    const ours = await this.#ours(sql, batch)
    const redemptions = ours.map(redemptionOf)
    const [prepared, viewers, known] = await Promise.all([
      prepareHandlers(sql, this.handlers, new Set(ours.map(({ reward }) => reward))),
      this.#viewers.read(sql, redemptions),
      knownRedemptions(sql, isRepeated ? redemptions : redemptions.filter(isSettled)),
    ])
    await this.#viewers.write(sql, redemptions, viewers)

    const fresh = ours.flatMap(({ redemption, reward }): NewRedemption[] => {
      const viewer = viewers.get(redemption.viewer.twitchId)
      return viewer && !known.has(redemption.redemptionId)
        ? [{ redemption, reward, viewerId: viewer.id }]
        : []
    })
    const { decided, afterCommit } = await countNew(prepared, fresh)
    const followed = await follow(sql, settledOf(redemptions, known))
    store(sql, decided)

    return { outcomes: outcomesOf(known, followed, decided), taken: decided, followed, afterCommit }
  }

  /** Those of our own rewards; the rest is not our business. */
  async #ours(sql: LaneSql, batch: IncomingRedemption[]): Promise<Ours[]> {
    const rewards = await this.#rewards.of(sql, batch)
    return batch.flatMap((redemption) => {
      const reward = rewards.get(redemption.twitchRewardId)
      return reward?.broadcasterId === redemption.broadcasterId ? [{ redemption, reward }] : []
    })
  }
}

type Known = Awaited<ReturnType<typeof knownRedemptions>>

function settledOf(redemptions: IncomingRedemption[], known: Known) {
  return redemptions.flatMap(({ redemptionId: id, status }) =>
    status !== 'UNFULFILLED' && known.has(id) ? [{ id, status }] : []
  )
}

function outcomesOf(known: Known, followed: Followed[], decided: Decided[]) {
  const outcomes = new Map<string, IntakeOutcome>()
  for (const { id, state, reason } of [...known.values(), ...followed]) {
    outcomes.set(id, { kind: 'known', state, reason })
  }
  for (const { redemption, state, reason } of decided) {
    outcomes.set(redemption.redemptionId, { kind: 'taken', state, reason })
  }
  return outcomes
}
