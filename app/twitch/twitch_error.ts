import { Exception } from '@adonisjs/core/exceptions'
import { redact } from '#twitch/redact'

/**
 * What went wrong with Twitch, by a code the app can decide on and a sentence
 * the streamer can act on. What Twitch wrote itself is in `detail`, redacted.
 */
const MEANINGS = {
  unavailable: [502, 'Twitch does not answer at the moment. It is tried again by itself.'],
  rate_limited: [429, 'Twitch asks for a pause. It is tried again by itself.'],
  not_connected: [409, 'This account is not connected to Twitch. Sign in with Twitch again.'],
  unauthorized: [401, 'Twitch no longer accepts the connection. Reconnect your Twitch account.'],
  missing_scope: [403, 'A permission on Twitch is missing. Reconnect your Twitch account.'],
  not_affiliate: [
    403,
    'Channel points need a Twitch affiliate or partner channel, and this channel is neither yet.',
  ],
  not_ours: [403, 'This reward was made by another app, so only that app may change it.'],
  forbidden: [403, 'Twitch does not allow this.'],
  not_found: [404, 'Twitch does not know this (any more).'],
  reward_gone: [404, 'The reward was deleted on Twitch.'],
  duplicate_title: [409, 'The channel has another reward with this title. Choose another title.'],
  too_many_rewards: [
    409,
    'The channel has 50 rewards, Twitch’s limit; disabled ones count too. Delete one on Twitch.',
  ],
  subscription_cost: [
    429,
    'Twitch lets this app listen to no more channels whose owners have not signed in. It is tried again by itself.',
  ],
  subscription_limit: [
    429,
    'Twitch lets this app listen no more often at once. It is tried again by itself.',
  ],
  conflict: [409, 'Twitch has this already.'],
  invalid: [422, 'Twitch does not accept these values.'],
  unexpected: [502, 'Twitch answered something unexpected. It is tried again by itself.'],
} as const satisfies Record<string, readonly [number, string]>

export type TwitchErrorKind = keyof typeof MEANINGS

const RETRYABLE: TwitchErrorKind[] = ['unavailable', 'rate_limited', 'unexpected']

interface Options {
  detail?: string
  retryAfterMs?: number | null
}

export class TwitchError extends Exception {
  readonly detail: string
  /** Milliseconds Twitch asks to wait; null when it named no time. */
  readonly retryAfterMs: number | null

  constructor(
    public readonly kind: TwitchErrorKind,
    { detail = '', retryAfterMs = null }: Options = {}
  ) {
    const [status, sentence] = MEANINGS[kind]
    super(sentence, { status, code: `E_TWITCH_${kind.toUpperCase()}` })
    this.detail = redact(detail).slice(0, 500)
    this.retryAfterMs = retryAfterMs
  }

  /** True when the same call may succeed later without anybody doing something. */
  get isRetryable(): boolean {
    return RETRYABLE.includes(this.kind)
  }

  /** True when only the streamer can help, by consenting again. */
  get needsConsent(): boolean {
    return ['not_connected', 'unauthorized', 'missing_scope'].includes(this.kind)
  }
}
