import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { whyHeld } from '#gamification/control/halted'
import type { Signal } from '#gamification/handlers/signals'
import type { TriggerFacts } from '#gamification/handlers/trigger_facts'
import type { InstanceRow } from '#gamification/instance_row'
import { ActionExecutor } from '#gamification/lifecycle/action_executor'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { openInstance } from '#gamification/lifecycle/open_instance'
import { TriggerEvaluator } from '#gamification/lifecycle/trigger_evaluator'
import { armedInstances } from '#gamification/table/armed_instances'
import { openableConfigs } from '#gamification/table/openable_configs'
import { WaitsForTable } from '#gamification/table/waits_for_table'

/** Where a signal comes from. */
export interface SignalOrigin {
  campaignId: string
  /** Whose goals it may set off, beside those of all; null for nobody's own. */
  streamerId: string | null | 'everybody'
  /**
   * Names what happened, where it may be told again or goes on: it sets an event off
   * once, for each streamer where it concerns everybody. Callers need no lock of their own.
   */
  key?: string
}

/**
 * What happens to the game when something has happened: it consumes the oldest armed
 * instance whose trigger it is, else it starts one of mode `open`, else nothing. At
 * most one instance: the conditional updates decide between signals that come at once.
 */
@inject()
export class ApplySignal {
  constructor(
    private triggers: TriggerEvaluator,
    private instances: InstanceManager,
    private executor: ActionExecutor,
    private waitsForTable: WaitsForTable
  ) {}

  /** @returns what became of it, in words for the GM; null when nobody waited for it */
  async execute(
    sql: Sql,
    after: AfterCommit,
    signal: Signal,
    of: SignalOrigin
  ): Promise<string | null> {
    const halted = await whyHeld(sql, of.campaignId)
    if (halted) {
      return halted
    }
    if (of.key !== undefined) {
      await sql.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [of.key])
    }
    return (await this.#consume(sql, after, signal, of)) ?? this.#open(sql, after, signal, of)
  }

  async #consume(sql: Sql, after: AfterCommit, signal: Signal, of: SignalOrigin) {
    for (const armed of await armedInstances(sql, of)) {
      const { event_id: eventId, streamer_id: streamerId, rules } = armed
      const facts = await this.#matched(sql, signal, { eventId, streamerId, rules }, of)
      if (!facts || (await this.#tableIsAway(sql, signal, armed))) continue

      const consumed = await this.instances.consume(sql, after, armed.id, facts)
      if (!consumed) continue

      if (consumed.status === 'awaiting_approval') {
        return `“${consumed.rules.eventName}” waits for a GM’s approval.`
      }
      await this.executor.start(sql, after, consumed)
      return `Consumed “${consumed.rules.eventName}”.`
    }

    return null
  }

  async #open(sql: Sql, after: AfterCommit, signal: Signal, of: SignalOrigin) {
    const owners = of.streamerId === 'everybody' ? await everybody(sql, of) : [of.streamerId]

    for (const streamerId of owners) {
      for (const config of await openableConfigs(sql, { ...of, streamerId })) {
        const facts = await this.#matched(sql, signal, config, of)

        if (facts && (await openInstance(sql, after, config, facts))) {
          return `Started “${config.rules.eventName}”.`
        }
      }
    }

    return null
  }

  /** A roll comes from whoever is in charge of the table. */
  async #tableIsAway(sql: Sql, { name }: Signal, armed: InstanceRow): Promise<boolean> {
    return name !== 'dice.rolled' && this.waitsForTable.execute(sql, armed)
  }

  /** Null when it is not what the trigger waits for, or has set this event off before. */
  async #matched(
    sql: Sql,
    signal: Signal,
    asked: { eventId: string; streamerId: string | null; rules: InstanceRow['rules'] },
    of: SignalOrigin
  ): Promise<TriggerFacts | null> {
    const verdict = await this.triggers.evaluate(asked.rules, signal)
    if (!verdict.matched) {
      return null
    }
    if (of.key === undefined) {
      return verdict.facts
    }
    // What concerns everybody sets an event off for each streamer who has a goal of the own.
    const isOneOfMany = of.streamerId === 'everybody' && asked.streamerId !== null
    const key = isOneOfMany ? `${of.key}:${asked.streamerId}` : of.key
    const before = await sql.run(
      `SELECT FROM instances WHERE event_id = $1 AND trigger_facts->>'signal' = $2 LIMIT 1`,
      [asked.eventId, key]
    )
    return before.length > 0 ? null : { ...verdict.facts, signal: key }
  }
}

/** Nobody, for what all fill together, and each streamer for the own goals. */
async function everybody(
  sql: Sql,
  { campaignId }: Pick<SignalOrigin, 'campaignId'>
): Promise<(string | null)[]> {
  const rows = await sql.run<{ id: string }>(
    `SELECT user_id AS id FROM campaign_members
     WHERE campaign_id = $1 AND role = 'streamer' AND is_live ORDER BY joined_at, id`,
    [campaignId]
  )
  return [null, ...rows.map(({ id }) => id)]
}
