import type { ActionRegistry, TriggerRegistry } from '#gamification/handlers/registries'
import type GamificationEvent from '#gamification/gamification_event'

type Rule = Pick<
  GamificationEvent,
  'mode' | 'triggerId' | 'actionId' | 'coefficient' | 'minimum' | 'durationSeconds'
>

/** Reads a rule back in one sentence. */
export function ruleSentence(rule: Rule, triggers: TriggerRegistry, actions: ActionRegistry) {
  const trigger = labelOf(triggers, rule.triggerId)
  const action = labelOf(actions, rule.actionId)
  const share = Math.round(Number(rule.coefficient) * 100)
  const goal = `${share} % of the viewers (at least ${rule.minimum}) join in within ${minutes(rule.durationSeconds)}`

  switch (rule.mode) {
    case 'consume':
      return `When ${goal}, the next “${trigger}” sets off “${action}”.`
    case 'open':
      return `When “${trigger}” happens and ${goal}, it sets off “${action}”.`
    case 'immediate':
      return `As soon as ${goal}, it sets off “${action}”.`
  }
}

function labelOf(registry: TriggerRegistry | ActionRegistry, id: string): string {
  return registry.has(id) ? registry.get(id).label : id
}

function minutes(seconds: number): string {
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`
}
