import { failureKind, LaneStoppedError } from '#core/lane/errors'
import type { Lane, LaneSql } from '#core/lane/lane'

/** Something to store, with everybody who handed it in. */
export interface Waiting<Item, Outcome> {
  key: string
  item: Item
  callers: PromiseWithResolvers<Outcome>[]
}

export interface LaneLog {
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** What a committed batch has to tell. */
export interface Taken<Outcome> {
  outcomeOf: (key: string) => Outcome
  /** Runs once it has committed; must not decide anything. */
  afterCommit?: () => void | Promise<void>
}

export interface RunnerOptions<Item, Outcome> {
  lane: Lane
  log: LaneLog
  /** What its lines in the log begin with. */
  name: string
  /**
   * Stores a batch in the transaction of `sql`.
   *
   * @param isRepeated after a failed attempt: what was taken for granted may be wrong
   */
  take: (sql: LaneSql, items: Item[], isRepeated: boolean) => Promise<Taken<Outcome>>
  /** Writes down what cannot be stored. */
  park: (sql: LaneSql, item: Item, reason: string) => Promise<Outcome>
  /** Unique constraints that another lane may reach first: the second look finds its row. */
  raced: readonly string[]
}

/** Enough for any traffic jam of deadlocks; then it is a mistake of ours. */
const MAX_ATTEMPTS = 20
const MAX_PAUSE_MS = 2_000

/**
 * Brings a batch to its end: again after deadlocks, races and lost connections,
 * in halves when something in it cannot be stored, until that one is alone and is
 * parked. Every caller is told.
 */
export class BatchRunner<Item, Outcome> {
  /** @param stopped aborted when the lane stops: nothing is tried again then */
  constructor(
    private options: RunnerOptions<Item, Outcome>,
    private stopped: AbortSignal
  ) {}

  /** @param onSent called when the batch is on its way, so that the next may follow */
  async run(batch: Waiting<Item, Outcome>[], onSent: () => void): Promise<void> {
    try {
      this.#tell(batch, await this.#taken(batch, onSent))
    } catch (error) {
      if (failureKind(error, this.options.raced) !== 'data') {
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
  async park(item: Item, reason: string): Promise<Outcome> {
    const { lane, log, name, park } = this.options
    log.error({ event: `${name}.parked`, reason }, 'Something cannot be stored')
    return lane.transaction((sql) => park(sql, item, reason))
  }

  async #taken(batch: Waiting<Item, Outcome>[], onSent: () => void): Promise<Taken<Outcome>> {
    const { lane, take, raced } = this.options
    const items = batch.map(({ item }) => item)

    for (let attempt = 1; ; attempt++) {
      try {
        return await lane.transaction((sql) => take(sql, items, attempt > 1), onSent)
      } catch (error) {
        const kind = failureKind(error, raced)
        if (kind === 'data' || kind === 'fatal' || (kind === 'again' && attempt >= MAX_ATTEMPTS)) {
          throw error
        }
        await this.#pause(kind === 'later' ? 50 : 2, attempt, error)
      }
    }
  }

  /** Exponential with jitter, so that two lanes do not meet again in step. */
  async #pause(base: number, attempt: number, error: unknown): Promise<void> {
    const { log, name } = this.options
    const { stopped } = this
    if (stopped.aborted) {
      throw new LaneStoppedError()
    }
    if (attempt > 3) {
      log.warn({ event: `${name}.retried`, attempt, err: error }, 'A batch is tried again')
    }
    const ceiling = Math.min(MAX_PAUSE_MS, base * 2 ** Math.min(attempt, 10))
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ceiling * (0.5 + Math.random() / 2))
      stopped.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
    })
  }

  #tell(batch: Waiting<Item, Outcome>[], { outcomeOf, afterCommit }: Taken<Outcome>): void {
    for (const { key, callers } of batch) {
      const outcome = outcomeOf(key)
      callers.forEach((caller) => caller.resolve(outcome))
    }
    void this.#announce(afterCommit)
  }

  /** Whatever happens to a listener, what has committed stays so. */
  async #announce(afterCommit: Taken<Outcome>['afterCommit']): Promise<void> {
    try {
      await afterCommit?.()
    } catch (error) {
      const { log, name } = this.options
      log.error({ event: `${name}.listener_failed`, err: error }, 'A listener failed')
    }
  }

  async #parkAlone(batch: Waiting<Item, Outcome>[], error: unknown): Promise<void> {
    const [{ item, callers }] = batch
    const reason = error instanceof Error ? error.message : String(error)
    try {
      const outcome = await this.park(item, reason)
      callers.forEach((caller) => caller.resolve(outcome))
    } catch (parkingError) {
      this.#fail(batch, parkingError)
    }
  }

  #fail(batch: Waiting<Item, Outcome>[], error: unknown): void {
    const { log, name } = this.options
    log.error(
      { event: `${name}.failed`, err: error, count: batch.length },
      'A batch could not be stored'
    )
    batch.forEach(({ callers }) => callers.forEach((caller) => caller.reject(error)))
  }
}
