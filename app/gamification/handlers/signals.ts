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

/**
 * Everything a trigger can listen to. A package adds its own by declaration
 * merging.
 */
export interface Signals {
  'dice.rolled': RollFacts
  'manual.fired': { by: string }
}

export type SignalName = keyof Signals

export type Signal<Name extends SignalName = SignalName> = {
  [Key in Name]: { name: Key; at: Date; data: Signals[Key] }
}[Name]
