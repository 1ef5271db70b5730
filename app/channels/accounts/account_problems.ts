import { TwitchError, type TwitchErrorKind } from '#twitch/twitch_error'
import type { ChannelFeature } from '#channels/features/channel_features'

/** As it is stored, without any secret. Whole minutes are by the database's clock. */
export interface AccountFacts {
  state: 'valid' | 'refused' | 'revoked'
  stateReason: string | null
  /** Why the last check came to nothing. */
  problem: TwitchErrorKind | null
  scopes: string[]
  isExpired: boolean
  /** Nobody has asked Twitch about the token for longer than an hour and a bit. */
  isUnwatched: boolean
}

/** What is in use of a channel and lacks a permission. */
export function missingFor(
  scopes: readonly string[],
  inUse: readonly ChannelFeature[]
): { feature: ChannelFeature; scopes: string[] }[] {
  return inUse
    .map((feature) => ({
      feature,
      scopes: feature.scopes.filter((scope) => !scopes.includes(scope)),
    }))
    .filter((missing) => missing.scopes.length > 0)
}

/**
 * What somebody has to do about an account, a sentence each.
 *
 * @param inUse nothing for who only signs in: whatever became of such a token, nothing depends on it
 */
export function accountProblems(facts: AccountFacts, inUse: readonly ChannelFeature[]): string[] {
  if (inUse.length === 0) {
    return []
  }
  if (facts.state !== 'valid') {
    return [facts.stateReason ?? 'Twitch no longer accepts the connection.']
  }
  const missing = missingFor(facts.scopes, inUse).map(
    ({ feature, scopes }) =>
      `${feature.label} need ${scopes.join(', ')}. The streamer has to allow it on My channel.`
  )
  return [
    ...(facts.problem === null ? [] : [new TwitchError(facts.problem).message]),
    ...(facts.isExpired ? ['The token has ended. Is a process with the role worker running?'] : []),
    ...(facts.isUnwatched
      ? ['It was not validated for over an hour. Is a process with the role worker running?']
      : []),
    ...missing,
  ]
}
