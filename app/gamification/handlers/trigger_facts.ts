import type { RollFacts } from '#gamification/handlers/signals'

/** What is kept with an instance of how it came to be executed; actions read it. */
export type TriggerFacts = {
  /** The roll that the action applies to. */
  roll?: RollFacts
  /** Name of the GM who fired it by hand. */
  by?: string
  [extra: string]: unknown
}

/** Kinds of facts that actions can need and triggers can provide. */
export type FactName = 'roll'
