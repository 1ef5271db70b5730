import type { Sql } from '#core/sql'
import type { ChoiceSource } from '#gamification/handlers/choice'

/** What would keep a handler from working on a stream, or could, in a sentence for the GM. */
export interface Problem {
  state: 'warning' | 'failed'
  sentence: string
}

/** Where a handler may look before a stream. */
export interface PreFlightContext {
  sql: Sql
  campaignId: string
  /** The game system of the paired world; null while none is paired. */
  system: string | null
  /** What keeps the paired world from having something that was picked; null when it has it, or nobody can say. */
  missing(list: ChoiceSource, picked: { id: string; name: string }): Promise<Problem | null>
}
