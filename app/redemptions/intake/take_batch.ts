import type { IncomingRedemption, IntakeOutcome } from '#redemptions/incoming_redemption'
import {
  countNew,
  type NewRedemption,
  type PreparedHandlers,
  prepareHandlers,
} from '#redemptions/intake/count_new'
import { follow, type Followed } from '#redemptions/intake/follow'
import { knownRedemptions } from '#redemptions/intake/known_redemptions'
import type { LaneSql } from '#core/lane/lane'
import { type OurReward, OurRewards } from '#redemptions/intake/our_rewards'
import { type Decided, store } from '#redemptions/intake/store'
import { Viewers, type ViewersOfBatch } from '#channels/viewers/viewers'
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

interface Facts {
  prepared: PreparedHandlers
  viewers: ViewersOfBatch
  known: Known
}

const redemptionOf = ({ redemption }: Ours) => redemption
const isSettled = ({ status }: IncomingRedemption) => status !== 'UNFULFILLED'

/**
 * The whole of a redemption's way into the ledger, for up to 100 different ones,
 * in one transaction and, in a burst, one exchange with the database, else two.
 * Every transaction takes its locks in this order: channels' queues of packs, open instances, viewers,
 * new instances, redemptions; each kind in the order of its ids.
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
      this.#doubt()
    }
    const ours = await this.#ours(sql, batch)
    const redemptions = ours.map(redemptionOf)
    const { prepared, viewers, known } = isRepeated
      ? await this.#look(sql, ours, redemptions)
      : ((await this.#assume(sql, ours)) ??
        (await this.#look(sql, ours, redemptions.filter(isSettled))))

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

  /** When all is as it was a moment ago, nothing has to be read: the writes are guarded. */
  async #assume(sql: LaneSql, ours: Ours[]): Promise<Facts | null> {
    const redemptions = ours.map(redemptionOf)
    const viewers = redemptions.some(isSettled) ? null : this.#viewers.recall(redemptions)
    return viewers && { prepared: await this.#prepare(sql, ours, true), viewers, known: new Map() }
  }

  /** @param doubtful those that may be in the ledger already */
  async #look(sql: LaneSql, ours: Ours[], doubtful: IncomingRedemption[]): Promise<Facts> {
    const redemptions = ours.map(redemptionOf)
    const [prepared, viewers, known] = await Promise.all([
      this.#prepare(sql, ours, false),
      this.#viewers.read(sql, redemptions),
      knownRedemptions(sql, doubtful),
    ])
    // Of whom nothing is new, nothing is kept anew: they may be erased.
    await this.#viewers.write(
      sql,
      known.size === 0
        ? redemptions
        : redemptions.filter(({ redemptionId }) => !known.has(redemptionId)),
      viewers
    )
    return { prepared, viewers, known }
  }

  #prepare(sql: LaneSql, ours: Ours[], mayAssume: boolean): Promise<PreparedHandlers> {
    const rewards = new Set(ours.map(({ reward }) => reward))
    return prepareHandlers(sql, this.handlers, rewards, mayAssume)
  }

  /** Somebody is erased: whoever is remembered has to be looked for. */
  forgetViewers(): void {
    this.#viewers.forget()
  }

  #doubt(): void {
    this.#rewards.forget()
    this.#viewers.forget()
    this.handlers.doubt()
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
