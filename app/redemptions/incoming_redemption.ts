import type { RedemptionStatus } from '#redemptions/settlement_gateway'

/** A redemption as a transport or the reconciliation hands it in. */
export interface IncomingRedemption {
  /** Twitch's id, the identity of the purchase. */
  redemptionId: string
  twitchRewardId: string
  broadcasterId: string
  viewer: { twitchId: string; login: string; displayName: string }
  /** Channel points, as they were when it was bought. */
  cost: number
  userInput: string | null
  redeemedAt: Date
  /** What Twitch says of it now; anything but UNFULFILLED is followed. */
  status: RedemptionStatus
}

export type RedemptionState =
  'received' | 'counted' | 'fulfil_pending' | 'refund_pending' | 'fulfilled' | 'refunded'

/**
 * What became of a redemption that was handed in, told once it has committed.
 * - `taken`: new, and now in the ledger.
 * - `known`: was in the ledger before; a change on Twitch has been followed.
 * - `foreign`: its reward is none of ours. Nothing was stored.
 * - `parked`: it cannot be stored at all; see `parked_messages`.
 */
export type IntakeOutcome =
  | { kind: 'taken' | 'known'; state: RedemptionState; reason: string | null }
  | { kind: 'foreign' }
  | { kind: 'parked'; reason: string }
