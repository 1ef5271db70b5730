import type { Logger } from '@adonisjs/core/logger'
import type { Clock } from '#core/clock'
import type { Sql } from '#core/sql'
import { announceSettled } from '#redemptions/announce_settled'
import { follow } from '#redemptions/intake/follow'
import { announceRefunds } from '#redemptions/settlement/announce_refunds'
import { backoff } from '#redemptions/settlement/backoff'
import { type Claimed, ownBroadcaster } from '#redemptions/settlement/claim'
import type { Pace } from '#redemptions/settlement/pace'
import { markStuck, postpone, type StuckCause } from '#redemptions/settlement/postpone'
import { recordRewardDeleted } from '#redemptions/settlement/reward_deleted'
import { settleClaimed, type Shown, type Turn } from '#redemptions/settlement/settle_claimed'
import { markRefused, markSent } from '#redemptions/settlement/unanswered'
import { SettlementError, type SettlementGateway } from '#redemptions/settlement_gateway'

/** What a person has to cure is looked at again this often, and at once when told of the cure. */
const STUCK_RETRY_MS = 5 * 60_000
/** A longer pause is written into the rows and ends the lane, so that any process may go on. */
export const HELD_MS = 10_000

export interface SettlementOptions {
  sql: () => Sql
  gateway: SettlementGateway
  clock?: Clock
  log: Pick<Logger, 'warn' | 'error'>
}

/** Settles what has been claimed and records what came of it, whatever that is. */
export class SettleBatch {
  constructor(
    private options: SettlementOptions & { clock: Clock },
    private stopped: AbortSignal
  ) {}

  /** @returns whether to go on with this broadcaster, at its pace */
  async execute(broadcasterId: string, claimed: Claimed[], pace: Pace): Promise<boolean> {
    const { gateway, clock } = this.options
    let sent: { count: number; at: number } | undefined
    const turn: Turn = {
      begin: async (ids) => {
        const sql = this.options.sql()
        if (!(await ownBroadcaster(sql, broadcasterId))) {
          return false
        }
        // Before the wait, which is short: a turn that is late by our own work is lost.
        await markSent(sql, ids)
        await clock.wait(pace.wait, this.stopped)
        if (this.stopped.aborted) {
          await markRefused(sql, ids)
          return false
        }
        sent = { count: ids.length, at: clock.millis() }
        return true
      },
      refused: (ids) => markRefused(this.options.sql(), ids),
    }
    let shown: Shown
    try {
      shown = await settleClaimed(gateway, broadcasterId, claimed, turn)
    } catch (error) {
      const failure = asSettlementError(error)
      const putBack = () =>
        this.#putBack(claimed, pace.failed(sent?.at ?? null, failure.retryAfterMs))
      return this.#failed(broadcasterId, claimed, failure, putBack)
    }

    if (sent) {
      pace.worked(sent.count, sent.at)
    }
    await this.#record(claimed, shown)
    return true
  }

  async #record(claimed: Claimed[], shown: Shown): Promise<void> {
    const sql = this.options.sql()
    const recorded = await follow(sql, shown.settled)
    recorded.forEach(announceSettled)

    if (shown.again.length > 0) {
      await postpone(sql, shown.again, 0)
    }
    if (shown.refused.length > 0) {
      await postpone(sql, shown.refused, backoff(claimed[0].earlier + 1))
    }
    if (shown.missing.length > 0) {
      await this.#stuck({ ids: shown.missing }, 'missing_on_twitch')
    }
    await announceRefunds(sql, instancesOf(claimed))
  }

  async #failed(
    broadcasterId: string,
    claimed: Claimed[],
    error: SettlementError,
    putBack: () => Promise<boolean>
  ): Promise<boolean> {
    const sql = this.options.sql()
    const { failure, message } = error
    const { twitchRewardId } = claimed[0]
    this.options.log.warn(
      { event: 'settlement.refused', broadcasterId, failure, message },
      'Twitch did not settle redemptions'
    )

    switch (failure) {
      case 'reward_gone': {
        const ended = await recordRewardDeleted(sql, broadcasterId, twitchRewardId)
        ended.forEach(announceSettled)
        break
      }
      case 'refused':
        await this.#stuck({ broadcasterId, twitchRewardId }, 'refused')
        break
      case 'unauthorized':
        await this.#stuck({ broadcasterId }, 'unauthorized')
        break
      default:
        return putBack()
    }
    await announceRefunds(sql, instancesOf(claimed))
    return failure !== 'unauthorized'
  }

  /** A short pause is waited out by the lane itself, which keeps the broadcaster. */
  async #putBack(claimed: Claimed[], pause: number): Promise<boolean> {
    const isHeld = pause <= HELD_MS
    const ids = claimed.map(({ id }) => id)
    await postpone(this.options.sql(), ids, isHeld ? 0 : pause)
    return isHeld
  }

  async #stuck(whose: Parameters<typeof markStuck>[1], cause: StuckCause): Promise<void> {
    const stuck = await markStuck(this.options.sql(), whose, cause, STUCK_RETRY_MS)
    stuck.forEach((one) => announceSettled({ ...one, state: 'stuck' }))
  }
}

/** What the gateway does not explain may pass by itself. */
function asSettlementError(error: unknown): SettlementError {
  return error instanceof SettlementError
    ? error
    : new SettlementError('retryable', error instanceof Error ? error.message : String(error))
}

function instancesOf(claimed: Claimed[]): string[] {
  const ids = claimed.flatMap(({ instanceId, state }) =>
    instanceId !== null && state === 'refund_pending' ? [instanceId] : []
  )
  return [...new Set(ids)]
}
