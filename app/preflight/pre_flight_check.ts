import type { Sql } from '#core/sql'
import type { Finding } from '#preflight/finding'

/** Whose affair a check is: of this installation, of the campaign's table, of each streamer. */
export interface Subject {
  sql: Sql
  campaignId: string
}

export interface StreamerSubject extends Subject {
  streamerId: string
}

/**
 * One thing that has to be right before a stream. It looks and changes nothing. A full check
 * may ask Twitch; a light one, made again and again, reads what is known.
 */
export abstract class PreFlightCheck<Of> {
  abstract readonly id: string
  abstract readonly label: string
  /** Made only before going live. */
  readonly isFullOnly: boolean = false

  abstract run(subject: Of): Promise<Finding[]>

  protected found(
    state: Finding['state'],
    meaning: string,
    action: Finding['action'] = null
  ): Finding {
    return { check: this.id, label: this.label, state, meaning, action }
  }
}
