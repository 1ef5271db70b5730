import { TableError } from './table_error.ts'
import type { CombatData, CombatOperation } from './shared.ts'

/**
 * The fights after an operation on the one with this id.
 *
 * @throws TableError
 */
export function changeCombats(
  combats: CombatData[],
  operation: CombatOperation,
  id: string
): CombatData[] {
  if (operation.op === 'createCombat') return [...combats, { _id: id, round: 0 }]
  if (!combats.some(({ _id }) => _id === id)) throw new TableError(`There is no fight ${id}`)

  const others = combats.filter(({ _id }) => _id !== id)
  return operation.op === 'deleteCombat' ? others : [...others, { _id: id, round: operation.round }]
}
