import type { Answer } from '#twitch/http'
import { TwitchError, type TwitchErrorKind } from '#twitch/twitch_error'

const RATE_PAUSE_MS = 1_000
const MAX_RETRY_AFTER_MS = 5 * 60_000

/** Twitch tells some refusals apart by their wording only; the first match decides. */
const WORDINGS: [number, RegExp, TwitchErrorKind][] = [
  [400, /TOO_MANY_REWARDS/i, 'too_many_rewards'],
  [400, /DUPLICATE_REWARD/i, 'duplicate_title'],
  [401, /scope/i, 'missing_scope'],
  [403, /partner or affiliate/i, 'not_affiliate'],
  [403, /client.?id/i, 'not_ours'],
  [403, /proper authorization|scope/i, 'missing_scope'],
  [404, /custom reward specified|custom rewards specified/i, 'reward_gone'],
  [429, /cost/i, 'subscription_cost'],
  [429, /maximum subscriptions|number of|limit exceeded/i, 'subscription_limit'],
]

const STATUSES: Record<number, TwitchErrorKind> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  422: 'invalid',
  429: 'rate_limited',
}

/** The meaning of an answer that is no success. */
export function answerToError(answer: Answer): TwitchError {
  const { status, text } = answer
  const worded = WORDINGS.find(([code, words]) => code === status && words.test(text))
  const kind = worded?.[2] ?? STATUSES[status] ?? (status >= 500 ? 'unavailable' : 'unexpected')

  return new TwitchError(kind, {
    detail: `${status} ${text}`,
    retryAfterMs: status === 429 || status >= 500 ? retryAfter(status, answer.headers) : null,
  })
}

/**
 * `Retry-After` is seconds or a date. `Ratelimit-Reset` is the second since 1970
 * at which the bucket is full again; every answer carries it, a 429 means it.
 */
function retryAfter(status: number, headers: Headers): number | null {
  const after = headers.get('retry-after')
  const reset = headers.get('ratelimit-reset')
  if (after === null && status !== 429) {
    return null
  }
  const asked =
    after === null
      ? Number(reset) * 1_000 - Date.now()
      : Number(after) * 1_000 || Date.parse(after) - Date.now()
  return Math.min(Math.max(asked || 0, RATE_PAUSE_MS), MAX_RETRY_AFTER_MS)
}
