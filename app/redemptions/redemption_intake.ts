import type { Clock } from '#core/clock'
import type { IncomingRedemption, IntakeOutcome } from '#redemptions/incoming_redemption'
import { cleanRedemption } from '#redemptions/intake/clean_redemption'
import { failureKind, IntakeStoppedError } from '#redemptions/intake/errors'
import { Lane } from '#redemptions/intake/lane'
import { park } from '#redemptions/intake/park'
import { TakeBatch, type TakenBatch } from '#redemptions/intake/take_batch'
import type { RewardHandlers } from '#redemptions/reward_handlers'

interface Waiting {
  redemption: IncomingRedemption
  callers: PromiseWithResolvers<IntakeOutcome>[]
}

interface IntakeLog {
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface IntakeOptions {
  /** Of a connection of its own; a pooler would lose its prepared statements. */
  connectionString: string
  handlers: RewardHandlers
  clock: Clock
  log: IntakeLog
  /** Told of each batch once it has committed. */
  onTaken?: (batch: TakenBatch) => void
}

const BATCH = 100
/** Enough for any traffic jam of deadlocks; then it is a mistake of ours. */
const MAX_ATTEMPTS = 20
const MAX_PAUSE_MS = 2_000

/**
 * The way into the ledger. Takes redemptions one by one and stores them in
 * batches, each in one transaction: at once when idle, and while a transaction
 * is open the next batch collects. Whatever happens to a batch, each redemption
 * in it ends stored, parked alone, or refused to its caller, never forgotten.
 */
export class RedemptionIntake {
  #lane: Lane
  #takeBatch: TakeBatch
  #waiting = new Map<string, Waiting>()
  #isRunning = false
  #running: Promise<void> = Promise.resolve()
  #stopped = new AbortController()

  constructor(private options: IntakeOptions) {
    this.#lane = new Lane(options.connectionString)
    this.#takeBatch = new TakeBatch(options.handlers)
  }

  /**
   * Resolves once the redemption's effect has committed; the same one twice is
   * counted once and both callers are told.
   *
   * @throws {IntakeStoppedError} and database errors that no repetition cures;
   *   the caller has not seen it then, and Twitch will list it again
   */
  take(raw: IncomingRedemption): Promise<IntakeOutcome> {
    const caller = Promise.withResolvers<IntakeOutcome>()
    const redemption = cleanRedemption(raw, this.options.clock.now().toJSDate())

    if (this.#stopped.signal.aborted) {
      caller.reject(new IntakeStoppedError())
    } else if (redemption === null) {
      void this.#park(raw, 'unusable id').then(caller.resolve, caller.reject)
    } else {
      this.#enqueue(redemption, caller)
    }
    return caller.promise
  }

  /** Lets the open transaction end; what still waits is refused to its callers. */
  async stop(): Promise<void> {
    if (this.#stopped.signal.aborted) {
      return this.#running
    }
    this.#stopped.abort()
    await this.#running
    this.#reject([...this.#waiting.values()], new IntakeStoppedError())
    this.#waiting.clear()
    await this.#lane.close()
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
    if (!this.#isRunning) {
      this.#running = this.#run()
    }
  }

  /** `#isRunning` falls in the same turn as the last look at the queue: nothing is left lying. */
  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#waiting.size > 0 && !this.#stopped.signal.aborted) {
      // What arrives in the same turn of the event loop travels together.
      await new Promise((resolve) => setImmediate(resolve))
      const batch = [...this.#waiting.values().take(BATCH)]
      batch.forEach(({ redemption }) => this.#waiting.delete(redemption.redemptionId))
      await this.#takeOrSplit(batch)
    }
    this.#isRunning = false
  }

  async #takeOrSplit(batch: Waiting[]): Promise<void> {
    try {
      this.#tell(batch, await this.#retried(batch))
    } catch (error) {
      if (failureKind(error) !== 'data') {
        this.#fail(batch, error)
      } else if (batch.length > 1) {
        const middle = batch.length >> 1
        await this.#takeOrSplit(batch.slice(0, middle))
        await this.#takeOrSplit(batch.slice(middle))
      } else {
        await this.#parkAlone(batch, error)
      }
    }
  }

  async #retried(batch: Waiting[]): Promise<TakenBatch> {
    const redemptions = batch.map(({ redemption }) => redemption)
    redemptions.sort((a, b) => (a.redemptionId < b.redemptionId ? -1 : 1))

    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#lane.transaction((sql) =>
          this.#takeBatch.execute(sql, redemptions, attempt > 1)
        )
      } catch (error) {
        const kind = failureKind(error)
        if (kind === 'data' || kind === 'fatal' || (kind === 'again' && attempt >= MAX_ATTEMPTS)) {
          throw error
        }
        await this.#pause(kind === 'later' ? 50 : 2, attempt, error)
      }
    }
  }

  /** Exponential with jitter, so that two lanes do not meet again in step. */
  async #pause(base: number, attempt: number, error: unknown): Promise<void> {
    if (this.#stopped.signal.aborted) {
      throw new IntakeStoppedError()
    }
    const ceiling = Math.min(MAX_PAUSE_MS, base * 2 ** Math.min(attempt, 10))
    if (attempt > 3) {
      this.options.log.warn({ event: 'intake.retried', attempt, err: error }, 'Intake tries again')
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ceiling * (0.5 + Math.random() / 2))
      this.#stopped.signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), {
        once: true,
      })
    })
  }

  #tell(batch: Waiting[], taken: TakenBatch): void {
    for (const { redemption, callers } of batch) {
      const outcome = taken.outcomes.get(redemption.redemptionId) ?? { kind: 'foreign' }
      callers.forEach((caller) => caller.resolve(outcome))
    }
    try {
      taken.afterCommit.forEach((callback) => callback())
      this.options.onTaken?.(taken)
    } catch (error) {
      this.options.log.error({ event: 'intake.listener_failed', err: error }, 'A listener failed')
    }
  }

  async #parkAlone(batch: Waiting[], error: unknown): Promise<void> {
    const [{ redemption, callers }] = batch
    const reason = error instanceof Error ? error.message : String(error)
    try {
      const outcome = await this.#park(redemption, reason)
      callers.forEach((caller) => caller.resolve(outcome))
    } catch (parkingError) {
      this.#fail(batch, parkingError)
    }
  }

  async #park(redemption: IncomingRedemption, reason: string): Promise<IntakeOutcome> {
    this.options.log.error({ event: 'intake.parked', reason }, 'A redemption cannot be stored')
    await this.#lane.transaction((sql) => park(sql, redemption, reason))
    return { kind: 'parked', reason }
  }

  #fail(batch: Waiting[], error: unknown): void {
    this.options.log.error(
      { event: 'intake.failed', err: error, count: batch.length },
      'Redemptions could not be taken in; Twitch still has them'
    )
    this.#reject(batch, error)
  }

  #reject(batch: Waiting[], error: unknown): void {
    batch.forEach(({ callers }) => callers.forEach((caller) => caller.reject(error)))
  }
}
