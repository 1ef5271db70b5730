import { isTurnedBack } from './command_undo.ts'
import { isUndoable } from './registry.ts'
import { Ledger, type Decision, type LedgerEntry } from './ledger.ts'
import type { FoundryPort } from '../port.ts'
import type { ResultStatus } from '../../../app/foundry/protocol.ts'

/** A line of the GM's list. */
export interface RecentCommand {
  id: string
  type: string
  /** When it was begun, by the server's clock; 0 when it never was. */
  at: number
  state: ResultStatus | 'running' | 'undone' | Decision
  isUndoable: boolean
  /** Nobody can vouch for it, and there is still time for the GM to say. */
  isUndecided: boolean
}

const MOST = 20

/** After that the server has given the points back. Milliseconds. */
const DECIDE_WITHIN = 600_000

/** Asked for by pickers; changes nothing. */
const UNSEEN = 'world.query'

/** The last commands of this world, the newest first, whichever tab carried them out. */
export function recentCommands(world: FoundryPort, now = Date.now()): RecentCommand[] {
  return new Ledger(world)
    .all()
    .filter(({ type }) => type !== UNSEEN)
    .slice(-MOST)
    .reverse()
    .map((entry) => toRecent(world, entry, now))
}

function toRecent(world: FoundryPort, entry: LedgerEntry, now: number): RecentCommand {
  const { id, type, at, result, decided } = entry
  const isUnclear = result?.status === 'uncertain' || result?.status === 'needs-gm'
  const isUndone = entry.undone || isTurnedBack(world, id)
  const isDone = result?.status === 'done' && result.code !== 'dry_run'
  return {
    id,
    type,
    at,
    state: isUndone ? 'undone' : (decided ?? result?.status ?? 'running'),
    isUndoable: isDone && !isUndone && isUndoable(type),
    isUndecided: isUnclear && decided === null && now - at < DECIDE_WITHIN,
  }
}
