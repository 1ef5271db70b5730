import type { Character } from '#gamification/handlers/action'
import type { TriggerFacts } from '#gamification/handlers/trigger_facts'

/** Whoever rolled, as far as the world knows the character. */
export function rollerOf({ roll }: TriggerFacts): Character | null {
  return roll?.actorId ? { id: roll.actorId, name: roll.character ?? 'The character' } : null
}

/**
 * The character that was picked, else whoever rolled.
 *
 * @throws Error for the GM when there is none
 */
export function targetOf(actor: Character | undefined, facts: TriggerFacts): Character {
  const target = actor ?? rollerOf(facts)
  if (!target) {
    throw new Error('No character of the world rolled, and none is picked.')
  }
  return target
}

/** The same for those who only want to know. */
export function targetsOf(actor: Character | undefined, facts: TriggerFacts): Character[] {
  const target = actor ?? rollerOf(facts)
  return target ? [target] : []
}
