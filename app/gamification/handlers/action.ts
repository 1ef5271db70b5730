import type { CommandType } from '#foundry/protocol'
import type { Sql } from '#core/sql'
import type { PreFlightContext, Problem } from '#gamification/handlers/problem'
import type { SettingsSchema } from '#gamification/handlers/settings_schema'
import type { FactName, TriggerFacts } from '#gamification/handlers/trigger_facts'

/** Connections an action cannot do without. */
export type Requirement = 'vtt_connection'

/** An order to the table; texts for people are plain text. */
export interface Order {
  type: CommandType
  payload: Record<string, unknown>
}

/** A part of a sequence: another action, some time after the part before it has ended. */
export interface Step {
  actionId: string
  settings: Record<string, unknown>
  delaySeconds: number
}

export interface ActionContext {
  /** The transaction that executes the instance. */
  sql: Sql
  campaignId: string
  eventName: string
  /** How many contributions. */
  count: number
  facts: TriggerFacts
  /** Display names of the latest contributors, newest last; hidden ones left out. */
  viewers: string[]
  /** Writes a durable order to the table; in a trial one that changes nothing. */
  order(order: Order): Promise<void>
  /** Leaves the rest to other actions, one after the other. */
  sequence(steps: Step[]): Promise<void>
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

/** A character of the world. */
export interface Character {
  /** Foundry's id of the actor. */
  id: string
  name: string
}

/** How strongly an action changes somebody's play; characters can have a limit. */
export type Intensity = 'mild' | 'strong' | 'drastic'

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
  /** "strong" where it is not said. */
  intensity?: Intensity
  settings: SettingsSchema
  new (...dependencies: never[]): Action
}

/**
 * Does something at the table or on the stream. It writes its orders as durable
 * rows in the transaction of the context; nothing has happened until a result
 * comes back. One that orders nothing is done when `execute` has returned.
 */
export abstract class Action<Settings extends Record<string, unknown> = Record<string, unknown>> {
  /**
   * @throws any error to fail the instance, which refunds; its message is shown
   *   to the GM
   */
  abstract execute(settings: Settings, context: ActionContext): Promise<void>

  /**
   * Checks at saving what the schema alone cannot know.
   *
   * @returns the settings to save
   * @throws E_VALIDATION_ERROR with the fields
   */
  prepare?(settings: Settings): Promise<Settings>

  /** Facts that it cannot do without under these settings, beside those it always needs. */
  needsWith?(settings: Settings): Promise<readonly FactName[]>

  /** How strong it is under these settings, where that depends on them. */
  intensityWith?(settings: Settings): Intensity

  /** Command types that the world has to be capable of under these settings, beside `commands`. */
  commandsWith?(settings: Settings): Promise<readonly CommandType[]>

  /** Whom it affects: asked whether they take part before it runs. Nobody unless it says so. */
  affects?(settings: Settings, facts: TriggerFacts): Promise<Character[]>

  /** Looks before a stream at what could keep it from working; changes nothing. */
  preFlightCheck?(settings: Settings, context: PreFlightContext): Promise<Problem[]>

  /** Puts an acknowledged result into words; without it, the table's own are taken. */
  report?(settings: Settings, facts: TriggerFacts, result: ActionResult): ActionReport
}
