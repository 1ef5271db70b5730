import { cleanText } from '#core/clean_text'
import type { IncomingRedemption } from '#redemptions/incoming_redemption'

const MAX_COST = 1_000_000_000
const MAX_NAME = 60
/** Twitch allows 200 characters in a reward's text field. */
const MAX_INPUT = 500

/** An id is used as it is or not at all: a cleaned one would be another one. */
const ID = /^[\x21-\x7e]{1,100}$/
const isUsableId = (id: unknown) => typeof id === 'string' && ID.test(id)

/** Most text is plain, and this is asked of every redemption. */
const PLAIN = /^[\x20-\x7e]*$/

function clean(text: string, max: number): string {
  return text.length <= max && PLAIN.test(text) ? text.trim() : cleanText(text, max)
}

function boundedCost(cost: number): number {
  return Number.isFinite(cost) ? Math.min(MAX_COST, Math.max(0, Math.trunc(cost))) : 0
}

/** Nobody buys in the future; a date that is none counts as now. */
function boundedTime(time: Date, now: Date): Date {
  return time.getTime() <= now.getTime() && time.getTime() > 0 ? time : now
}

/**
 * Makes a redemption fit for the ledger before it shares a batch with others:
 * texts without NUL, bounded numbers. Only a missing or unusable id makes it
 * unfit, since then it could neither be recognised nor settled.
 *
 * @returns null when it is unfit
 */
export function cleanRedemption(raw: IncomingRedemption, now: Date): IncomingRedemption | null {
  const { redemptionId, twitchRewardId, broadcasterId, viewer } = raw
  if (![redemptionId, twitchRewardId, broadcasterId, viewer.twitchId].every(isUsableId)) {
    return null
  }

  const login = clean(viewer.login, MAX_NAME) || viewer.twitchId
  return {
    redemptionId,
    twitchRewardId,
    broadcasterId,
    viewer: {
      twitchId: viewer.twitchId,
      login,
      displayName: clean(viewer.displayName, MAX_NAME) || login,
    },
    cost: boundedCost(raw.cost),
    userInput: raw.userInput === null ? null : clean(raw.userInput, MAX_INPUT) || null,
    redeemedAt: boundedTime(raw.redeemedAt, now),
    status: raw.status,
  }
}
