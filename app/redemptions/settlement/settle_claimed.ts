import type { Claimed } from '#redemptions/settlement/claim'
import {
  type RedemptionStatus,
  type SettledStatus,
  SettlementError,
  type SettlementGateway,
} from '#redemptions/settlement_gateway'

/** What a round with Twitch has shown of claimed redemptions. */
export interface Shown {
  /** Settled now, or found settled. */
  settled: { id: string; status: SettledStatus }[]
  /** Still open: a neighbour that was settled already has failed the call for all, or none was made. */
  again: string[]
  /** Still open, although Twitch had no reason not to settle them. */
  refused: string[]
  /** Twitch does not know them. */
  missing: string[]
}

/** The moment at which a broadcaster's redemptions may be settled. */
export interface Turn {
  /** Waits for it, and writes down that these are sent; false when it does not come any more. */
  begin(ids: string[]): Promise<boolean>
  /** Twitch has done nothing with them. */
  refused(ids: string[]): Promise<void>
}

const WANTED = { fulfil_pending: 'FULFILLED', refund_pending: 'CANCELED' } as const

/**
 * Settles redemptions that share reward and outcome, by one call. What has been
 * tried before is read first, since the last call may have worked without an
 * answer; so is what Twitch will not settle, since somebody else may have.
 *
 * @throws {SettlementError} other than `not_found`
 */
export async function settleClaimed(
  gateway: SettlementGateway,
  broadcasterId: string,
  claimed: Claimed[],
  turn: Turn
): Promise<Shown> {
  const [{ twitchRewardId, state, earlier }] = claimed
  const shown: Shown = { settled: [], again: [], refused: [], missing: [] }

  /** Answers those that Twitch did not settle. */
  const settle = async (ids: string[]): Promise<string[]> => {
    if (ids.length === 0) {
      return []
    }
    if (!(await turn.begin(ids))) {
      shown.again.push(...ids)
      return []
    }
    try {
      const results = await gateway.settle(broadcasterId, twitchRewardId, ids, WANTED[state])
      shown.settled.push(...results.map((one) => ({ id: one.redemptionId, status: one.status })))
      const done = new Set(results.map(({ redemptionId }) => redemptionId))
      const undone = ids.filter((id) => !done.has(id))
      await turn.refused(undone)
      return undone
    } catch (error) {
      if (!(error instanceof SettlementError) || error.leavesDoubt) {
        throw error
      }
      await turn.refused(ids)
      if (error.failure === 'not_found') {
        return ids
      }
      throw error
    }
  }
  /** Keeps what Twitch has settled or does not know; answers what is still open there. */
  const read = async (ids: string[]): Promise<string[]> => {
    if (ids.length === 0) {
      return []
    }
    const statuses = await gateway.read(broadcasterId, twitchRewardId, ids)
    return ids.filter((id) => sortOut(shown, id, statuses.get(id)))
  }

  const ids = claimed.map(({ id }) => id)
  const left = await settle(earlier > 0 ? await read(ids) : ids)
  const open = await read(left)
  shown[open.length < left.length ? 'again' : 'refused'].push(...open)
  return shown
}

/** @returns true when it is still open */
function sortOut(shown: Shown, id: string, status: RedemptionStatus | undefined): boolean {
  if (status === undefined) {
    shown.missing.push(id)
  } else if (status !== 'UNFULFILLED') {
    shown.settled.push({ id, status })
  }
  return status === 'UNFULFILLED'
}
