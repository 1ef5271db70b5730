import type { ChannelFacts, RollFacts } from '#gamification/handlers/signals'

/** The option that won over a `poll_vote`, as it stood then. */
export interface VotedFacts {
  pollId: string
  question: string
  option: string
  votes: number
  total: number
}

/** What is kept with an instance of how it came to be executed; actions read it. */
export type TriggerFacts = {
  /** The roll that the action applies to. */
  roll?: RollFacts
  /** Name of the GM who fired it by hand. */
  by?: string
  /** What happened on the channel. */
  channel?: ChannelFacts
  poll?: VotedFacts
  /** Names what set it off, where that may be told more than once. */
  signal?: string
  [extra: string]: unknown
}

/** Kinds of facts that actions can need and triggers can provide. */
export type FactName = 'roll'
