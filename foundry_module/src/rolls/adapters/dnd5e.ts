import { finiteOr, recordAt, valueAt } from '../../records.ts'
import type { MessageView } from '../../port.ts'
import { BY_SYSTEM, type SystemAdapter } from './adapter.ts'

/**
 * Fifth edition: only attacks and death saves can be critical. The thresholds
 * stand in the roll itself, since a champion's attack is critical from 19: with
 * the die (version 4 and later) or with the roll (version 3).
 */
export const dnd5e: SystemAdapter = {
  systems: ['dnd5e'],
  since: 3,

  verdict({ roll, message, decisive }) {
    if (!isAttackOrDeath(message) || decisive?.faces !== 20) return { ...BY_SYSTEM, critical: null }

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

    if (decisive.value >= from) return { ...BY_SYSTEM, critical: 'success' }
    return { ...BY_SYSTEM, critical: decisive.value <= upTo ? 'failure' : null }
  },
}

function isAttackOrDeath(message: MessageView) {
  const type = valueAt(message.flags, 'dnd5e', 'roll', 'type')
  return type === 'attack' || type === 'death'
}
