/** Twitch's own codes; each of them ends the session and its subscriptions. */
const REASONS = new Map([
  [1000, 'Twitch closed the connection.'],
  [1006, 'The connection broke.'],
  [4000, 'Twitch had an internal error.'],
  [4001, 'Twitch says that we sent something, which is not allowed.'],
  [4002, 'Twitch missed an answer to its ping.'],
  [4003, 'No subscription was made in time.'],
  [4004, 'The move to another server took too long.'],
  [4005, 'Twitch had a network time-out.'],
  [4006, 'Twitch had a network error.'],
  [4007, 'The address to move to was not valid.'],
])

export function closeReason(code: number): string {
  return REASONS.get(code) ?? `The connection was closed (${code}).`
}
