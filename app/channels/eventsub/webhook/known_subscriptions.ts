import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { onLucid, type Sql } from '#core/sql'
import { webhookTarget } from '#twitch/eventsub/eventsub_settings'
import type { Challenge } from '#twitch/eventsub/webhook_request'
import { ConnectionChanged } from '#channels/connection_changed'
import { keepSharedStates } from '#channels/eventsub/subscriptions/shared_states'

const MAX_KNOWN = 100_000
const MAX_UNKNOWN = 1_000
/** So that a subscription that is not known yet is asked for again. */
const UNKNOWN_MS = 1_000

const sql = (): Sql => onLucid(db.connection())

/** Which subscriptions this installation wants, asked of the database once for each. */
@inject()
export class KnownSubscriptions {
  #known = new Set<string>()
  #unknownUntil = new Map<string, number>()

  /**
   * By Twitch's id, or by its wanting the same as one of ours: the first event can be faster than the
   * answer that tells the id.
   */
  isKnown(subscriptionId: string, type: string, condition: Record<string, unknown>) {
    return this.#known.has(subscriptionId) || this.#ask(subscriptionId, type, condition)
  }

  /** Whether we have asked for what Twitch wants a proof for. The subscription counts as enabled from then on. */
  async accept(asked: Challenge): Promise<boolean> {
    if (asked.conduitId !== null) {
      return this.#isOurConduit(asked.conduitId)
    }
    const rows = await sql().run<{ streamer_id: string | null }>(
      `UPDATE eventsub_subscriptions SET status = 'enabled', twitch_id = $1, enabled_at = now(),
         reason = NULL, attempts = 0, updated_at = now()
       WHERE transport = 'webhook' AND type = $2 AND condition = $3::jsonb AND target = $4
         AND (status IN ('wanted', 'pending') OR twitch_id = $1)
       RETURNING streamer_id`,
      [asked.subscriptionId, asked.type, filled(asked.condition), webhookTarget()]
    )
    for (const { streamer_id: id } of rows) {
      if (id !== null) {
        await keepSharedStates(sql(), 'webhook', [id])
        await ConnectionChanged.dispatch(id)
      }
    }
    return rows.length > 0
  }

  async #ask(id: string, type: string, condition: Record<string, unknown>): Promise<boolean> {
    if ((this.#unknownUntil.get(id) ?? 0) > performance.now()) {
      return false
    }
    const [row] = await sql().run(
      `SELECT FROM eventsub_subscriptions
       WHERE twitch_id = $1 OR (condition = $2::jsonb AND type = $3 AND transport <> 'websocket') LIMIT 1`,
      [id, filled(condition), type]
    )
    const isKnown = row !== undefined
    this.#note(id, isKnown)
    return isKnown
  }

  #note(id: string, isKnown: boolean): void {
    if (isKnown) {
      if (this.#known.size >= MAX_KNOWN) {
        this.#known.clear()
      }
      this.#known.add(id)
      return
    }
    if (this.#unknownUntil.size >= MAX_UNKNOWN) {
      this.#unknownUntil.clear()
    }
    this.#unknownUntil.set(id, performance.now() + UNKNOWN_MS)
  }

  async #isOurConduit(conduitId: string): Promise<boolean> {
    const [row] = await sql().run('SELECT FROM eventsub_conduits WHERE conduit_id = $1', [
      conduitId,
    ])
    return row !== undefined
  }
}

/** Twitch names the fields of a condition that were left out, too. */
function filled(condition: Record<string, unknown>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(condition).filter(([, value]) => value)))
}
