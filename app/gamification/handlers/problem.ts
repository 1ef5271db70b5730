import type { Sql } from '#core/sql'

/** What would keep a handler from working on a stream, or could, in a sentence for the GM. */
export interface Problem {
  state: 'warning' | 'failed'
  sentence: string
}

/** Where a handler may look before a stream. */
export interface PreFlightContext {
  sql: Sql
  campaignId: string
}
