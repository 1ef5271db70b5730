import type { RollEvent } from '../../../../app/foundry/protocol.ts'
import type { MessageView } from '../../port.ts'
import type { UnknownRecord } from '../../records.ts'
import type { DecisiveDie, Die } from '../dice.ts'

export interface RollFacts {
  roll: UnknownRecord
  message: MessageView
  dice: Die[]
  decisive: DecisiveDie | null
}

export type Verdict = Pick<RollEvent, 'critical' | 'source' | 'confidence'>

/**
 * What counts as a critical in one family of game systems. One file each; see
 * `index.ts` for how one is chosen.
 */
export interface SystemAdapter {
  /** Values of `game.system.id`. */
  systems: readonly string[]
  verdict(facts: RollFacts): Verdict
}
