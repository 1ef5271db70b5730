import type { IncomingRedemption, IntakeOutcome } from '#redemptions/incoming_redemption'
import { failureKind, IntakeStoppedError } from '#redemptions/intake/errors'
import type { Lane } from '#redemptions/intake/lane'
import { park } from '#redemptions/intake/park'
import type { TakeBatch, TakenBatch } from '#redemptions/intake/take_batch'

/** A redemption with everybody who handed it in. */
export interface Waiting {
  redemption: IncomingRedemption
  callers: PromiseWithResolvers<IntakeOutcome>[]
}

export interface IntakeLog {
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

interface RunnerOptions {
  lane: Lane
  takeBatch: TakeBatch
  log: IntakeLog
  /** Aborted when the intake stops: nothing is tried again then. */
  stopped: AbortSignal
  /** Told of each batch once it has committed. */
  onTaken: (batch: TakenBatch) => void
}

/** Enough for any traffic jam of deadlocks; then it is a mistake of ours. */
const MAX_ATTEMPTS = 20
const MAX_PAUSE_MS = 2_000

/**
 * Brings a batch to its end: again after deadlocks, races and lost connections,
 * in halves when something in it cannot be stored, until that row is alone and is
 * parked. Every caller is told.
 */
export class BatchRunner {
  constructor(private options: RunnerOptions) {}

  /** @param onSent called when the batch is on its way, so that the next may follow */
  async run(batch: Waiting[], onSent: () => void): Promise<void> {
    try {
      this.#tell(batch, await this.#taken(batch, onSent))
    } catch (error) {
      if (failureKind(error) !== 'data') {
        this.#fail(batch, error)
      } else if (batch.length > 1) {
        const middle = batch.length >> 1
        await this.run(batch.slice(0, middle), onSent)
        await this.run(batch.slice(middle), onSent)
      } else {
        await this.#parkAlone(batch, error)
      }
    }
  }

  /** Writes down what cannot be stored. */
  async park(redemption: IncomingRedemption, reason: string): Promise<IntakeOutcome> {
    const { lane, log } = this.options
    log.error({ event: 'intake.parked', reason }, 'A redemption cannot be stored')
    await lane.transaction((sql) => park(sql, redemption, reason))
    return { kind: 'parked', reason }
  }

  async #taken(batch: Waiting[], onSent: () => void): Promise<TakenBatch> {
    const { lane, takeBatch } = this.options
    const redemptions = batch.map(({ redemption }) => redemption)
    redemptions.sort((a, b) => (a.redemptionId < b.redemptionId ? -1 : 1))

    for (let attempt = 1; ; attempt++) {
      try {
        return await lane.transaction(
          (sql) => takeBatch.execute(sql, redemptions, attempt > 1),
          onSent
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
    const { stopped, log } = this.options
    if (stopped.aborted) {
      throw new IntakeStoppedError()
    }
    if (attempt > 3) {
      log.warn({ event: 'intake.retried', attempt, err: error }, 'Intake tries again')
    }
    const ceiling = Math.min(MAX_PAUSE_MS, base * 2 ** Math.min(attempt, 10))
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ceiling * (0.5 + Math.random() / 2))
      stopped.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
    })
  }

  #tell(batch: Waiting[], taken: TakenBatch): void {
    for (const { redemption, callers } of batch) {
      const outcome = taken.outcomes.get(redemption.redemptionId) ?? { kind: 'foreign' }
      callers.forEach((caller) => caller.resolve(outcome))
    }
    try {
      taken.afterCommit.forEach((callback) => callback())
      this.options.onTaken(taken)
    } catch (error) {
      this.options.log.error({ event: 'intake.listener_failed', err: error }, 'A listener failed')
    }
  }

  async #parkAlone(batch: Waiting[], error: unknown): Promise<void> {
    const [{ redemption, callers }] = batch
    const reason = error instanceof Error ? error.message : String(error)
    try {
      const outcome = await this.park(redemption, reason)
      callers.forEach((caller) => caller.resolve(outcome))
    } catch (parkingError) {
      this.#fail(batch, parkingError)
    }
  }

  #fail(batch: Waiting[], error: unknown): void {
    this.options.log.error(
      { event: 'intake.failed', err: error, count: batch.length },
      'Redemptions could not be taken in; Twitch still has them'
    )
    batch.forEach(({ callers }) => callers.forEach((caller) => caller.reject(error)))
  }
}
