import type { Clock } from '#core/clock'
import type { IncomingRedemption, IntakeOutcome } from '#redemptions/incoming_redemption'
import { BatchRunner, type IntakeLog, type Waiting } from '#redemptions/intake/batch_runner'
import { cleanRedemption } from '#redemptions/intake/clean_redemption'
import { IntakeStoppedError } from '#redemptions/intake/errors'
import { Lane } from '#redemptions/intake/lane'
import { TakeBatch, type TakenBatch } from '#redemptions/intake/take_batch'
import type { RewardHandlers } from '#redemptions/reward_handlers'

export interface IntakeOptions {
  /** Of a connection of its own; a pooler would lose its prepared statements. */
  connectionString: string
  handlers: RewardHandlers
  clock: Clock
  log: IntakeLog
  /** Told of each batch once it has committed. */
  onTaken?: (batch: TakenBatch) => void
}

const MAX_BATCH = 100
/** More than this is sent in two halves: while the database counts one, the callers of the other are told. */
const WORTH_HALVING = 32
/** Batches that may be on their way at once: one commits while the next is counted, others repeat. */
const MAX_RUNNING = 4

/**
 * The way into the ledger. Takes redemptions one by one and stores them in
 * batches, each in one transaction: at once when idle, and while one is counted
 * the next collects. Whatever happens to a batch, each redemption in it ends
 * stored, parked alone, or refused to its caller, never forgotten.
 */
export class RedemptionIntake {
  #lane: Lane
  #runner: BatchRunner
  #waiting = new Map<string, Waiting>()
  #underWay = new Set<Promise<void>>()
  #turn: Date | undefined
  #isCollecting = false
  #collecting: Promise<void> = Promise.resolve()
  #stopped = new AbortController()

  constructor(private options: IntakeOptions) {
    this.#lane = new Lane(options.connectionString)
    this.#runner = new BatchRunner({
      lane: this.#lane,
      takeBatch: new TakeBatch(options.handlers),
      log: options.log,
      stopped: this.#stopped.signal,
      onTaken: options.onTaken ?? (() => {}),
    })
  }

  /**
   * Resolves once the redemption's effect has committed; the same one twice is
   * counted once and both callers are told.
   *
   * @throws {IntakeStoppedError} and database errors that no repetition cures;
   *   the caller has not seen it then, and Twitch will list it again
   */
  take(raw: IncomingRedemption): Promise<IntakeOutcome> {
    if (this.#stopped.signal.aborted) {
      return Promise.reject(new IntakeStoppedError())
    }
    const redemption = cleanRedemption(raw, this.#now())
    if (redemption === null) {
      return this.#runner.park(raw, 'unusable id')
    }
    const caller = Promise.withResolvers<IntakeOutcome>()
    this.#enqueue(redemption, caller)
    return caller.promise
  }

  /** Lets what is under way end; what still waits is refused to its callers. */
  async stop(): Promise<void> {
    const isFirst = !this.#stopped.signal.aborted
    this.#stopped.abort()
    await this.#collecting
    await Promise.all(this.#underWay)

    if (isFirst) {
      for (const { callers } of this.#waiting.values()) {
        callers.forEach((caller) => caller.reject(new IntakeStoppedError()))
      }
      this.#waiting.clear()
      await this.#lane.close()
    }
  }

  /** Read once for all that come in the same turn of the event loop. */
  #now(): Date {
    this.#turn ??= this.options.clock.now().toJSDate()
    return this.#turn
  }

  #enqueue(redemption: IncomingRedemption, caller: Waiting['callers'][number]): void {
    const waiting = this.#waiting.get(redemption.redemptionId)
    if (waiting) {
      waiting.callers.push(caller)
      // Bought and settled in one breath: the settled status is the newer one.
      if (redemption.status !== 'UNFULFILLED') {
        waiting.redemption = redemption
      }
    } else {
      this.#waiting.set(redemption.redemptionId, { redemption, callers: [caller] })
    }
    if (!this.#isCollecting) {
      this.#collecting = this.#collect()
    }
  }

  /** `#isCollecting` falls in the same turn as the last look at the queue: nothing is left lying. */
  async #collect(): Promise<void> {
    this.#isCollecting = true
    while (this.#waiting.size > 0 && !this.#stopped.signal.aborted) {
      // What arrives in the same turn of the event loop travels together.
      await new Promise((resolve) => setImmediate(resolve))
      this.#turn = undefined
      await this.#start(this.#nextBatch())
    }
    this.#isCollecting = false
  }

  #nextBatch(): Waiting[] {
    const half = Math.ceil(this.#waiting.size / 2)
    const size = Math.min(MAX_BATCH, Math.max(WORTH_HALVING, half))
    const batch = [...this.#waiting.values().take(size)]
    batch.forEach(({ redemption }) => this.#waiting.delete(redemption.redemptionId))
    return batch
  }

  /** Resolves when the batch is on its way and another one may follow. */
  async #start(batch: Waiting[]): Promise<void> {
    const sent = Promise.withResolvers<void>()
    const run = this.#runner.run(batch, sent.resolve).finally(() => this.#underWay.delete(run))
    this.#underWay.add(run)

    await Promise.race([sent.promise, run])
    if (this.#underWay.size >= MAX_RUNNING) {
      await Promise.race(this.#underWay)
    }
  }
}
