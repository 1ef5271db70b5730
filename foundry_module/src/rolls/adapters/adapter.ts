import type { RollEvent, RollRule } from '../../../../app/foundry/protocol.ts'
import type { MessageView } from '../../port.ts'
import type { UnknownRecord } from '../../records.ts'
import type { DecisiveDie, Die } from '../dice.ts'

export interface RollFacts {
  roll: UnknownRecord
  message: MessageView
  dice: Die[]
  decisive: DecisiveDie | null
  /** What the GM laid down; for systems that leave the judgement to the table. */
  rules: RollRule[]
}

export type Verdict = Pick<RollEvent, 'critical' | 'source' | 'confidence'>

/** The system itself has judged. */
export const BY_SYSTEM = { source: 'system', confidence: 'high' } as const

/**
 * What counts as a critical in one family of game systems. One file each; see
 * `index.ts` for how one is chosen.
 */
export interface SystemAdapter {
  /** Values of `game.system.id`. */
  systems: readonly string[]

  /** The oldest major version of the system whose messages it can read. */
  since: number

  /**
   * The rolls of a message as roll data, where a system keeps them elsewhere or
   * shapes them otherwise than as one roll each. In an order that never changes,
   * since a roll is known by its place.
   */
  rolls?(message: MessageView): UnknownRecord[]

  /** Where else the system notes who may see a message; see `isPublic`. */
  modes?(message: MessageView): unknown[]

  verdict(facts: RollFacts): Verdict
}
