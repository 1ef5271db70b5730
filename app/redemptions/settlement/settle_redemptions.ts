import { Clock } from '#core/clock'
import { disown } from '#core/jobs/ownership'
import { claim, dueBroadcasters, ownBroadcaster, resourceOf } from '#redemptions/settlement/claim'
import { Pace } from '#redemptions/settlement/pace'
import { HELD_MS, SettleBatch, type SettlementOptions } from '#redemptions/settlement/settle_batch'

/**
 * How many broadcasters at once in a process; each for itself is served one call
 * after the other. Most of the time a lane waits for its turn and holds nothing.
 */
const LANES = 64
/** So long before its turn a lane claims and reads: then the call itself is not late. */
const LEAD_MS = 2_000

/**
 * Tells Twitch how redemptions ended. The pending rows are the queue: claimed
 * for a while, settled, recorded by a conditional update, so that a process may
 * die between any two steps and another one goes on. One broadcaster is served
 * by one process at a time, at the pace that Twitch takes; trouble with one does
 * not hold up the others.
 */
export class SettleRedemptions {
  #lanes = new Map<string, Promise<void>>()
  #paces = new Map<string, Pace>()
  #stopped = new AbortController()
  #clock: Clock
  #batch: SettleBatch

  constructor(private options: SettlementOptions) {
    this.#clock = options.clock ?? new Clock()
    this.#batch = new SettleBatch({ ...options, clock: this.#clock }, this.#stopped.signal)
  }

  /** Starts a lane for each broadcaster with something to do; does not wait for them. */
  async execute(): Promise<boolean> {
    this.#forget()
    for (const broadcasterId of await dueBroadcasters(this.options.sql())) {
      const pace = this.#paces.get(broadcasterId) ?? new Pace(this.#clock)
      if (this.#isFree(broadcasterId) && pace.wait <= HELD_MS) {
        this.#paces.set(broadcasterId, pace)
        const lane = this.#serve(broadcasterId, pace).finally(() =>
          this.#lanes.delete(broadcasterId)
        )
        this.#lanes.set(broadcasterId, lane)
      }
    }
    return false
  }

  /** Waits for what is under way. */
  async idle(): Promise<void> {
    await Promise.all(this.#lanes.values())
  }

  /** Lets the calls at hand end and be recorded. */
  async stop(): Promise<void> {
    this.#stopped.abort()
    await this.idle()
  }

  #isFree(broadcasterId: string): boolean {
    return (
      !this.#stopped.signal.aborted && this.#lanes.size < LANES && !this.#lanes.has(broadcasterId)
    )
  }

  #forget(): void {
    for (const [broadcasterId, pace] of this.#paces) {
      if (pace.isForgotten && !this.#lanes.has(broadcasterId)) {
        this.#paces.delete(broadcasterId)
      }
    }
  }

  async #serve(broadcasterId: string, pace: Pace): Promise<void> {
    const sql = this.options.sql()
    try {
      // A claim that waited for the whole of a long pause would run out.
      while (await this.#isNear(pace)) {
        if (!(await ownBroadcaster(sql, broadcasterId))) {
          return
        }
        const claimed = await claim(sql, broadcasterId)
        if (claimed.length === 0 || !(await this.#batch.execute(broadcasterId, claimed, pace))) {
          break
        }
      }
      await disown(sql, resourceOf(broadcasterId))
    } catch (error) {
      this.options.log.error(
        { event: 'settlement.failed', broadcasterId, err: error },
        'Settling failed; the claims run out and it goes on'
      )
    }
  }

  /** Waits until the next turn is near; false when there is none any more, as the process ends. */
  async #isNear(pace: Pace): Promise<boolean> {
    const { signal } = this.#stopped
    if (pace.wait > LEAD_MS) {
      await this.#clock.wait(pace.wait - LEAD_MS, signal)
    }
    return !signal.aborted
  }
}
