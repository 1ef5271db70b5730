import type { Logger } from '@adonisjs/core/logger'
import { disown, own } from '#core/jobs/ownership'
import type { Sql } from '#core/sql'
import { announceSettled } from '#redemptions/announce_settled'
import { follow } from '#redemptions/intake/follow'
import { announceRefunds } from '#redemptions/settlement/announce_refunds'
import { backoff } from '#redemptions/settlement/backoff'
import { claim, CLAIM_SECONDS, type Claimed, dueBroadcasters } from '#redemptions/settlement/claim'
import { markStuck, postpone, type StuckCause } from '#redemptions/settlement/postpone'
import { recordRewardDeleted } from '#redemptions/settlement/reward_deleted'
import { settleClaimed, type Shown } from '#redemptions/settlement/settle_claimed'
import { SettlementError, type SettlementGateway } from '#redemptions/settlement_gateway'

/** How many broadcasters at once in a process; each for itself is served one call after the other. */
const LANES = 16
/** What a person has to cure is looked at again this often, and at once when told of the cure. */
const STUCK_RETRY_MS = 5 * 60_000

interface SettlementOptions {
  sql: () => Sql
  gateway: SettlementGateway
  log: Pick<Logger, 'warn' | 'error'>
}

interface Trouble {
  failures: number
  /** Milliseconds since 1970. */
  until: number
}

/**
 * Tells Twitch how redemptions ended. The pending rows are the queue: claimed
 * for a while, settled, recorded by a conditional update, so that a process may
 * die between any two steps and another one goes on. One broadcaster is served
 * by one process at a time; trouble with one does not hold up the others.
 */
export class SettleRedemptions {
  #lanes = new Map<string, Promise<void>>()
  #trouble = new Map<string, Trouble>()
  #isStopped = false

  constructor(private options: SettlementOptions) {}

  /** Starts a lane for each broadcaster with something to do; does not wait for them. */
  async execute(): Promise<boolean> {
    for (const broadcasterId of await dueBroadcasters(this.options.sql())) {
      if (this.#isFree(broadcasterId)) {
        const lane = this.#serve(broadcasterId).finally(() => this.#lanes.delete(broadcasterId))
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
    this.#isStopped = true
    await this.idle()
  }

  #isFree(broadcasterId: string): boolean {
    return (
      !this.#isStopped &&
      this.#lanes.size < LANES &&
      !this.#lanes.has(broadcasterId) &&
      (this.#trouble.get(broadcasterId)?.until ?? 0) <= Date.now()
    )
  }

  async #serve(broadcasterId: string): Promise<void> {
    const sql = this.options.sql()
    const resource = `settlement:${broadcasterId}`
    try {
      while (!this.#isStopped && (await own(sql, resource, CLAIM_SECONDS)) !== null) {
        const claimed = await claim(sql, broadcasterId)
        if (claimed.length === 0 || !(await this.#settle(broadcasterId, claimed))) {
          break
        }
      }
      await disown(sql, resource)
    } catch (error) {
      this.options.log.error(
        { event: 'settlement.failed', broadcasterId, err: error },
        'Settling failed; the claims run out and it goes on'
      )
    }
  }

  /** @returns whether to go on with this broadcaster at once */
  async #settle(broadcasterId: string, claimed: Claimed[]): Promise<boolean> {
    try {
      const shown = await settleClaimed(this.options.gateway, broadcasterId, claimed)
      await this.#record(claimed, shown)
      this.#trouble.delete(broadcasterId)
      return true
    } catch (error) {
      return this.#failed(broadcasterId, claimed, error)
    }
  }

  async #record(claimed: Claimed[], { settled, refused, missing }: Shown): Promise<void> {
    const sql = this.options.sql()
    const attempts = claimed[0].earlier + 1

    if (settled.length > 0) {
      const recorded = await follow(sql, settled)
      recorded.forEach(announceSettled)
    }
    if (refused.length > 0) {
      await postpone(sql, refused, backoff(attempts))
    }
    if (missing.length > 0) {
      await this.#stuck({ ids: missing }, 'missing_on_twitch')
    }
    await announceRefunds(sql, instancesOf(claimed))
  }

  async #failed(broadcasterId: string, claimed: Claimed[], error: unknown): Promise<boolean> {
    const sql = this.options.sql()
    const failure = error instanceof SettlementError ? error.failure : 'retryable'

    if (failure === 'reward_gone') {
      const ended = await recordRewardDeleted(sql, broadcasterId, claimed[0].twitchRewardId)
      ended.forEach(announceSettled)
      await announceRefunds(sql, instancesOf(claimed))
      return true
    }

    const message = error instanceof Error ? error.message : String(error)
    this.options.log.warn(
      { event: 'settlement.refused', broadcasterId, failure, message },
      'Twitch did not settle redemptions'
    )
    if (failure === 'unauthorized') {
      await this.#stuck({ broadcasterId }, 'unauthorized')
      await announceRefunds(sql, instancesOf(claimed))
    } else {
      const failures = (this.#trouble.get(broadcasterId)?.failures ?? 0) + 1
      const wait = backoff(
        failures,
        error instanceof SettlementError ? error.retryAfterMs : undefined
      )
      this.#trouble.set(broadcasterId, { failures, until: Date.now() + wait })
      const ids = claimed.map(({ id }) => id)
      await postpone(sql, ids, wait)
    }
    return false
  }

  async #stuck(whose: Parameters<typeof markStuck>[1], cause: StuckCause): Promise<void> {
    const stuck = await markStuck(this.options.sql(), whose, cause, STUCK_RETRY_MS)
    stuck.forEach((one) => announceSettled({ ...one, state: 'stuck' }))
  }
}

function instancesOf(claimed: Claimed[]): string[] {
  const ids = claimed.flatMap(({ instanceId, state }) =>
    instanceId !== null && state === 'refund_pending' ? [instanceId] : []
  )
  return [...new Set(ids)]
}
