import type { CommandType } from '#foundry/protocol'
import type { Sql } from '#core/sql'
import type { InstanceRow } from '#gamification/instance_row'
import type { SettingsSchema } from '#gamification/handlers/settings_schema'
import type { FactName, TriggerFacts } from '#gamification/handlers/trigger_facts'

/** Connections an action cannot do without. */
export type Requirement = 'vtt_connection'

export interface ActionContext {
  /** The transaction that executes the instance. */
  sql: Sql
  instance: InstanceRow
  facts: TriggerFacts
  /** Display names of the latest contributors, newest last; hidden ones left out. */
  viewers: string[]
}

/** What the table answered, as far as an action may use it. */
export interface ActionResult {
  before?: unknown
  after?: unknown
  message?: string
}

/** What the stream is told of a success. */
export interface ActionReport {
  message: string
  originalValue: number | null
  invertedValue: number | null
}

/** What the app can know of an action without building it. */
export interface ActionClass {
  id: string
  label: string
  description: string
  requires: readonly Requirement[]
  /** Command types the paired world has to be capable of. */
  commands: readonly CommandType[]
  /** Facts it cannot do without; the trigger of the event has to provide them. */
  needs: readonly FactName[]
  settings: SettingsSchema
  new (...dependencies: never[]): Action
}

/**
 * Does something at the table or on the stream. It writes its orders as durable
 * rows in the transaction of the context; nothing has happened until a result
 * comes back.
 */
export abstract class Action<Settings extends Record<string, unknown> = Record<string, unknown>> {
  /**
   * @throws any error to fail the instance, which refunds; its message is shown
   *   to the GM
   */
  abstract execute(settings: Settings, context: ActionContext): Promise<void>

  /** Puts an acknowledged result into words. */
  report(_settings: Settings, facts: TriggerFacts, result: ActionResult): ActionReport {
    return {
      message: result.message ?? facts.roll?.character ?? '',
      originalValue: null,
      invertedValue: null,
    }
  }
}
