import { finiteOr, recordAt, valueAt } from '../../records.ts'
import type { MessageView } from '../../port.ts'
import type { SystemAdapter } from './adapter.ts'

/**
 * Fifth edition: only attacks and death saves can be critical. The thresholds
 * stand in the roll itself, since a champion's attack is critical from 19: with
 * the die (version 4 and later) or with the roll (version 3).
 */
export const dnd5e: SystemAdapter = {
  systems: ['dnd5e'],

  verdict({ roll, message, decisive }) {
    const verdict = { source: 'system', confidence: 'high' } as const
    if (!isAttackOrDeath(message) || decisive?.faces !== 20) return { ...verdict, critical: null }

    const die = recordAt(decisive.term, 'options') ?? {}
    const whole = recordAt(roll, 'options') ?? {}
    const from = finiteOr(
      die.criticalSuccess,
      finiteOr(whole.criticalSuccess, finiteOr(whole.critical, 20))
    )
    const upTo = finiteOr(
      die.criticalFailure,
      finiteOr(whole.criticalFailure, finiteOr(whole.fumble, 1))
    )

    if (decisive.value >= from) return { ...verdict, critical: 'success' }
    return { ...verdict, critical: decisive.value <= upTo ? 'failure' : null }
  },
}

function isAttackOrDeath(message: MessageView) {
  const type = valueAt(message.flags, 'dnd5e', 'roll', 'type')
  return type === 'attack' || type === 'death'
}
