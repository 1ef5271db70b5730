import { BatchRunner, type RunnerOptions, type Waiting } from '#core/lane/batch_runner'
import { LaneBusyError, LaneStoppedError } from '#core/lane/errors'

export interface BatcherOptions<Item, Outcome> extends RunnerOptions<Item, Outcome> {
  /** Of two that wait under one key: which to take. The first, when not said. */
  newer?: (waiting: Item, item: Item) => Item
  maxBatch: number
  /** Whoever comes when so many wait is refused. */
  maxWaiting?: number
}

/** More than this is sent in two halves: while the database does one, the callers of the other are told. */
const WORTH_HALVING = 32
/** Batches that may be on their way at once: one commits while the next is counted, others repeat. */
const MAX_RUNNING = 4

/**
 * Stores things in batches, each in one transaction of its lane: at once when
 * idle, and while one is under way the next collects. Whatever happens to a batch,
 * each thing in it ends stored, parked alone, or refused to its caller, never forgotten.
 */
export class Batcher<Item, Outcome> {
  #runner: BatchRunner<Item, Outcome>
  #waiting = new Map<string, Waiting<Item, Outcome>>()
  #underWay = new Set<Promise<void>>()
  /** How many things are in them. */
  #ahead = 0
  #hasRoom = Promise.withResolvers<void>()
  #isCollecting = false
  #collecting: Promise<void> = Promise.resolve()
  #stopped = new AbortController()

  constructor(private options: BatcherOptions<Item, Outcome>) {
    this.#runner = new BatchRunner(options, this.#stopped.signal)
  }

  /**
   * Resolves once it has committed. What waits under the same key is stored
   * once, and all callers are told.
   *
   * @throws {LaneStoppedError} {@link LaneBusyError} and database errors that no repetition cures
   */
  take(key: string, item: Item): Promise<Outcome> {
    if (this.#stopped.signal.aborted) {
      return Promise.reject(new LaneStoppedError())
    }
    if (this.#waiting.size >= (this.options.maxWaiting ?? Infinity)) {
      return Promise.reject(new LaneBusyError())
    }
    const caller = Promise.withResolvers<Outcome>()
    this.#enqueue(key, item, caller)
    return caller.promise
  }

  /** Writes down what is known from the start not to be storable. */
  park(item: Item, reason: string): Promise<Outcome> {
    return this.#stopped.signal.aborted
      ? Promise.reject(new LaneStoppedError())
      : this.#runner.park(item, reason)
  }

  /** Lets what is under way end; what still waits is refused to its callers. */
  async stop(): Promise<void> {
    const isFirst = !this.#stopped.signal.aborted
    this.#stopped.abort()
    this.#look()
    await this.#collecting
    await Promise.all(this.#underWay)

    if (isFirst) {
      for (const { callers } of this.#waiting.values()) {
        callers.forEach((caller) => caller.reject(new LaneStoppedError()))
      }
      this.#waiting.clear()
      await this.options.lane.close()
    }
  }

  #enqueue(key: string, item: Item, caller: PromiseWithResolvers<Outcome>): void {
    const waiting = this.#waiting.get(key)
    if (waiting) {
      waiting.callers.push(caller)
      waiting.item = this.options.newer?.(waiting.item, item) ?? waiting.item
    } else {
      this.#waiting.set(key, { key, item, callers: [caller] })
    }
    if (!this.#isCollecting) {
      this.#collecting = this.#collect()
    }
    this.#look()
  }

  /** `#isCollecting` falls in the same turn as the last look at the queue: nothing is left lying. */
  async #collect(): Promise<void> {
    this.#isCollecting = true
    while (this.#waiting.size > 0 && !this.#stopped.signal.aborted) {
      // What arrives in the same turn of the event loop travels together.
      await new Promise((resolve) => setImmediate(resolve))
      this.#look()
      await this.#hasRoom.promise
      if (!this.#stopped.signal.aborted) await this.#start(this.#nextBatch())
    }
    this.#isCollecting = false
  }

  /** A batch follows others that are under way once it is as large, or full: many small ones cost more than they save. */
  #look(): void {
    const isWorthIt = this.#waiting.size >= Math.min(this.#ahead, this.options.maxBatch)
    const mayFollow = this.#underWay.size < MAX_RUNNING && isWorthIt
    if (mayFollow || this.#stopped.signal.aborted) {
      this.#hasRoom.resolve()
    }
  }

  #nextBatch(): Waiting<Item, Outcome>[] {
    const half = Math.ceil(this.#waiting.size / 2)
    const size = Math.min(this.options.maxBatch, Math.max(WORTH_HALVING, half))
    const batch = [...this.#waiting.values().take(size)]
    batch.forEach(({ key }) => this.#waiting.delete(key))
    return batch
  }

  /** Resolves when the batch is on its way and another one may follow. */
  async #start(batch: Waiting<Item, Outcome>[]): Promise<void> {
    const sent = Promise.withResolvers<void>()
    const run = this.#runner.run(batch, sent.resolve).finally(() => {
      this.#underWay.delete(run)
      this.#ahead -= batch.length
      this.#look()
    })
    this.#underWay.add(run)
    this.#ahead += batch.length
    this.#hasRoom = Promise.withResolvers()

    await Promise.race([sent.promise, run])
  }
}
