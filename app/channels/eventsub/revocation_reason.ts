interface Revocation {
  /** What happened, and what to do: the sentence a streamer reads. */
  reason: string
  /** After how long to ask Twitch again; null when that is of no use until somebody has done something. */
  retrySeconds: number | null
  /** Whether the permission may be gone altogether. */
  concernsAccount: boolean
  /** Whether messages have been missed before. */
  isAfterGap: boolean
}

const HOUR_SECONDS = 3_600

const plain = { retrySeconds: null, concernsAccount: false, isAfterGap: false }

/** @see https://dev.twitch.tv/docs/eventsub/handling-webhook-events/#revoking-your-subscription */
const REVOCATIONS: Record<string, Revocation> = {
  authorization_revoked: {
    ...plain,
    reason:
      'The permission was taken back on Twitch, or the password changed. Reconnect your Twitch account.',
    retrySeconds: HOUR_SECONDS,
    concernsAccount: true,
  },
  user_removed: {
    ...plain,
    reason:
      'The Twitch account does not exist any more. Connect another one, or leave the campaign.',
    concernsAccount: true,
  },
  moderator_removed: {
    ...plain,
    reason:
      'The account is no longer a moderator of the channel. Make it one again on Twitch; it is tried again every hour.',
    retrySeconds: HOUR_SECONDS,
  },
  version_removed: {
    ...plain,
    reason: 'Twitch has retired this kind of event. An update of the server is needed.',
  },
  notification_failures_exceeded: {
    ...plain,
    reason: 'Twitch gave up because its messages were not accepted. It is asked again by itself.',
    retrySeconds: 10,
    isAfterGap: true,
  },
  webhook_callback_verification_failed: {
    ...plain,
    reason:
      'Twitch could not reach this server at its public address. It is tried again by itself.',
    retrySeconds: 60,
  },
}

/** What a revocation means to the streamer; Twitch says it once and never again. */
export function revocationOf(status: string): Revocation {
  return (
    REVOCATIONS[status] ?? {
      ...plain,
      reason: `Twitch ended it (${status}). It is asked again by itself.`,
      retrySeconds: HOUR_SECONDS,
    }
  )
}

/** Whether it is for the streamer to consent again: by the sentence that is kept with a subscription. */
export const asksForConsent = (reason: string | null): boolean =>
  reason === REVOCATIONS.authorization_revoked.reason
