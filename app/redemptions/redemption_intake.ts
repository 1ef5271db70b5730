import type { Clock } from '#core/clock'
import { Batcher } from '#core/lane/batcher'
import type { LaneLog } from '#core/lane/batch_runner'
import { Lane, type LaneSql } from '#core/lane/lane'
import type { IncomingRedemption, IntakeOutcome } from '#redemptions/incoming_redemption'
import { cleanRedemption } from '#redemptions/intake/clean_redemption'
import { park } from '#redemptions/intake/park'
import { TakeBatch, type TakenBatch } from '#redemptions/intake/take_batch'
import type { RewardHandlers } from '#redemptions/reward_handlers'

export interface IntakeOptions {
  /** Of a connection of its own; a pooler would lose its prepared statements. */
  connectionString: string
  handlers: RewardHandlers
  clock: Clock
  log: LaneLog
  /** Told of each batch once it has committed. */
  onTaken?: (batch: TakenBatch) => void
}

const MAX_BATCH = 100

const FOREIGN: IntakeOutcome = { kind: 'foreign' }

/**
 * The way into the ledger. Takes redemptions one by one and stores them in
 * batches; Twitch still has what is refused.
 */
export class RedemptionIntake {
  #batches: Batcher<IncomingRedemption, IntakeOutcome>
  #takeBatch: TakeBatch
  #turn: Date | undefined

  constructor(private options: IntakeOptions) {
    this.#takeBatch = new TakeBatch(options.handlers)
    this.#batches = new Batcher({
      lane: new Lane(options.connectionString, 'crowdcrit-intake'),
      log: options.log,
      name: 'intake',
      maxBatch: MAX_BATCH,
      raced: ['redemptions_pkey'],
      newer,
      take: (sql, redemptions, isRepeated) => this.#take(sql, redemptions, isRepeated),
      park: async (sql, redemption, reason) => {
        await park(sql, redemption, reason)
        return { kind: 'parked', reason }
      },
    })
  }

  /**
   * Resolves once the redemption's effect has committed; the same one twice is
   * counted once and both callers are told.
   *
   * @throws {LaneStoppedError} and database errors that no repetition cures;
   *   the caller has not seen it then, and Twitch will list it again
   */
  take(raw: IncomingRedemption): Promise<IntakeOutcome> {
    const redemption = cleanRedemption(raw, this.#now())
    return redemption === null
      ? this.#batches.park(raw, 'unusable id')
      : this.#batches.take(redemption.redemptionId, redemption)
  }

  /** Somebody is erased, and starts anew. */
  forgetViewers(): void {
    this.#takeBatch.forgetViewers()
  }

  /** Lets what is under way end; what still waits is refused to its callers. */
  stop(): Promise<void> {
    return this.#batches.stop()
  }

  async #take(sql: LaneSql, redemptions: IncomingRedemption[], isRepeated: boolean) {
    redemptions.sort((a, b) => (a.redemptionId < b.redemptionId ? -1 : 1))
    const taken = await this.#takeBatch.execute(sql, redemptions, isRepeated)
    return {
      outcomeOf: (id: string) => taken.outcomes.get(id) ?? FOREIGN,
      afterCommit: () => {
        taken.afterCommit.forEach((callback) => callback())
        this.options.onTaken?.(taken)
      },
    }
  }

  /** Read once for all that come in the same turn of the event loop. */
  #now(): Date {
    if (!this.#turn) {
      this.#turn = new Date(this.options.clock.millis())
      setImmediate(() => (this.#turn = undefined))
    }
    return this.#turn
  }
}

/** Bought and settled in one breath: the settled status is the newer one. */
const newer = (waiting: IncomingRedemption, redemption: IncomingRedemption) =>
  redemption.status === 'UNFULFILLED' ? waiting : redemption
