import type { PreFlightContext, Problem } from '#gamification/handlers/problem'
import type { SettingsSchema } from '#gamification/handlers/settings_schema'
import type { Signal, SignalName } from '#gamification/handlers/signals'
import type { FactName, TriggerFacts } from '#gamification/handlers/trigger_facts'

/** "matched" carries the facts worth keeping; otherwise the reason, for a GM to read. */
export type Verdict = { matched: true; facts: TriggerFacts } | { matched: false; reason: string }

/** What the app can know of a trigger without building it. */
export interface TriggerClass {
  id: string
  label: string
  description: string
  listensTo: SignalName | readonly SignalName[]
  /** Facts that every match carries. */
  provides: readonly FactName[]
  /** Whether it can start a goal of mode `open`. */
  opens?: boolean
  settings: SettingsSchema
  new (...dependencies: never[]): Trigger
}

/**
 * Decides if one signal counts. Pure: the same settings and signal always give
 * the same verdict; whatever needs the network belongs to an action.
 */
export abstract class Trigger<
  Settings extends Record<string, unknown> = Record<string, unknown>,
  Name extends SignalName = SignalName,
> {
  /** Settings have passed the handler's schema; the signal is one it listens to. */
  abstract evaluate(settings: Settings, signal: Signal<Name>): Verdict

  /** Facts that a match carries under these settings, where that depends on them. */
  providesWith?(settings: Settings): readonly FactName[]

  /** Looks before a stream at what could keep it from working; changes nothing. */
  preFlightCheck?(settings: Settings, context: PreFlightContext): Promise<Problem[]>

  protected matched(facts: TriggerFacts): Verdict {
    return { matched: true, facts }
  }

  protected skipped(reason: string): Verdict {
    return { matched: false, reason }
  }
}

/** The signals a trigger listens to, as a list. */
export function signalsOf({ listensTo }: Pick<TriggerClass, 'listensTo'>): readonly SignalName[] {
  return typeof listensTo === 'string' ? [listensTo] : listensTo
}
