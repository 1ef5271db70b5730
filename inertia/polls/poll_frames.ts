import type { PollState } from '#polls/poll_state'

/** Frames come from our own server, whose shapes its tests hold to the type; the version may be another. */
export function isPoll(value: unknown): value is PollState {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    typeof value.version === 'number' &&
    'options' in value &&
    Array.isArray(value.options) &&
    'channels' in value &&
    Array.isArray(value.channels)
  )
}

/** Of two states the one that is news: the later poll, of the same one the later version. */
export function later(known: PollState | null, incoming: PollState): PollState {
  if (known === null) {
    return incoming
  }
  if (known.id !== incoming.id) {
    return known.startedAt > incoming.startedAt ? known : incoming
  }
  return known.version > incoming.version ? known : incoming
}
