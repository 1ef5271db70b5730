const REASONS: Record<string, string> = {
  authorization_revoked:
    'The permission was taken back on Twitch, or the password changed. Reconnect your Twitch account.',
  user_removed: 'The Twitch account does not exist any more.',
  moderator_removed: 'The account is no longer a moderator of the channel.',
  version_removed: 'Twitch has retired this kind of event. An update of the server is needed.',
  notification_failures_exceeded: 'Twitch gave up because its messages were not accepted.',
}

/** What a revocation means to the streamer; Twitch says it once and never again. */
export function revocationReason(status: string): string {
  return REASONS[status] ?? `Twitch ended it (${status}).`
}
