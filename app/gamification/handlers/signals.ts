/** What triggers are told of a roll. All of it was public at the table. */
export interface RollFacts {
  rollId: string
  messageId: string
  rollIndex: number
  /** Foundry's id of the character; null when nobody's. */
  actorId: string | null
  /** Name of the character, plain text; null when nobody's. */
  character: string | null
  /** Result of the kept die that decides, and its sides; null when no single die does. */
  natural: number | null
  faces: number | null
  total: number
  critical: 'success' | 'failure' | null
}

/** Things on a channel that triggers can wait for. */
export const CHANNEL_HAPPENINGS = ['follow', 'sub', 'gift', 'raid', 'cheer'] as const
export type ChannelHappening = (typeof CHANNEL_HAPPENINGS)[number]

/** What triggers are told of a channel. */
export interface ChannelFacts {
  what: ChannelHappening
  /** Display name of who did it, plain text; null when anonymous. */
  viewer: string | null
  /** Months of a sub, gifts, viewers of a raid, bits; 1 for a follow. */
  amount: number
  /** 1 to 3, of a sub or gifts. */
  tier: number | null
  /** Plain text that came with it; empty when none did. */
  message: string
}

/** What triggers are told of a poll, again whenever votes have come in, and at its end. */
export interface PollFacts {
  pollId: string
  question: string
  /** In the poll's order. */
  options: { id: string; title: string; votes: number }[]
  total: number
  ended: boolean
}

/**
 * Everything a trigger can listen to. A package adds its own by declaration
 * merging.
 */
export interface Signals {
  'dice.rolled': RollFacts
  'manual.fired': { by: string }
  'channel.event': ChannelFacts
  'poll.voted': PollFacts
}

export type SignalName = keyof Signals

export type Signal<Name extends SignalName = SignalName> = {
  [Key in Name]: { name: Key; at: Date; data: Signals[Key] }
}[Name]
