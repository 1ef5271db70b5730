import { isTurnedBack } from './command_undo.ts'
import { isUndoable } from './registry.ts'
import { Ledger, type LedgerEntry } from './ledger.ts'
import type { FoundryPort } from '../port.ts'
import type { ResultStatus } from '../../../app/foundry/protocol.ts'

/** A line of the GM's list. */
export interface RecentCommand {
  id: string
  type: string
  /** When it was begun, by the server's clock; 0 when it never was. */
  at: number
  state: ResultStatus | 'running' | 'undone'
  isUndoable: boolean
}

const MOST = 20

/** Asked for by pickers; changes nothing. */
const UNSEEN = 'world.query'

/** The last commands of this world, the newest first, whichever tab carried them out. */
export function recentCommands(world: FoundryPort): RecentCommand[] {
  return new Ledger(world)
    .all()
    .filter(({ type }) => type !== UNSEEN)
    .slice(-MOST)
    .reverse()
    .map((entry) => toRecent(world, entry))
}

function toRecent(world: FoundryPort, entry: LedgerEntry): RecentCommand {
  const { id, type, at, result } = entry
  const isUndone = entry.undone || isTurnedBack(world, id)
  const isDone = result?.status === 'done' && result.code !== 'dry_run'
  return {
    id,
    type,
    at,
    state: isUndone ? 'undone' : (result?.status ?? 'running'),
    isUndoable: isDone && !isUndone && isUndoable(type),
  }
}
