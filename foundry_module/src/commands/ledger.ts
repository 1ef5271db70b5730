import { finiteOr, isRecord, recordsIn, type UnknownRecord } from '../records.ts'
import { RESULT_STATUSES, type CommandResultRequest } from '../../../app/foundry/protocol.ts'
import { SETTINGS } from '../constants.ts'
import { withinLimit } from '../within_limit.ts'
import type { FoundryPort } from '../port.ts'

const MAX_ENTRIES = 200

/** Foundry's answer can be lost with its connection; waiting for ever would stop everything. */
const LIMIT_MS = 10_000

export type StoredResult = Omit<CommandResultRequest, 'clientId' | 'fencing'>

export type Decision = 'apply' | 'ignore'

export interface LedgerEntry {
  id: string
  /** Null while the command is being carried out, or when a crash interrupted it. */
  result: StoredResult | null
  /** The server knows the result. */
  acknowledged: boolean
  type: string
  /** What it takes to undo it; null when it cannot be undone. */
  undo: UnknownRecord | null
  undone: boolean
  /** What a GM said about one that nobody could vouch for. */
  decided: Decision | null
  /** When it was begun, by the server's clock; milliseconds since 1970. */
  at: number
}

/**
 * What became of the last commands, in a world setting: it survives a reload,
 * and another GM's tab that takes over reads the same. Written *before* a command
 * takes effect, so that a crash leaves a trace; it is the outbox of results too.
 */
export class Ledger {
  #world: Pick<FoundryPort, 'readSetting' | 'writeSetting'>
  #limitMs: number
  #last: Promise<void> = Promise.resolve()

  constructor(world: Pick<FoundryPort, 'readSetting' | 'writeSetting'>, limitMs = LIMIT_MS) {
    this.#world = world
    this.#limitMs = limitMs
  }

  /** Everything that is still known, oldest first. */
  all(): LedgerEntry[] {
    return this.#entries()
  }

  find(id: string): LedgerEntry | null {
    return this.#entries().find((entry) => entry.id === id) ?? null
  }

  /** Results that the server has not confirmed yet, oldest first. */
  outbox(): { id: string; result: StoredResult }[] {
    return this.#entries().flatMap(({ id, result, acknowledged }) =>
      result && !acknowledged ? [{ id, result }] : []
    )
  }

  /** Resolves when the intention is stored for good, with how things stood before. */
  async begin(id: string, type = '', undo: UnknownRecord | null = null, at = 0) {
    await this.#put(id, { type, undo, at, result: null, acknowledged: false })
  }

  /** The type as well: what was refused was never begun. */
  async finish(id: string, result: StoredResult, undo?: UnknownRecord, type?: string) {
    await this.#put(id, {
      result,
      acknowledged: false,
      ...(undo ? { undo } : {}),
      ...(type === undefined ? {} : { type }),
    })
  }

  /** What the command did is taken back: not a second time. */
  async markUndone(id: string) {
    await this.#change((entries) =>
      entries.map((entry) => (entry.id === id ? { ...entry, undone: true } : entry))
    )
  }

  /** The GM has decided, and the server knows. */
  async markDecided(id: string, decided: Decision) {
    await this.#change((entries) =>
      entries.map((entry) => (entry.id === id ? { ...entry, decided } : entry))
    )
  }

  async acknowledge(id: string) {
    await this.#change((entries) =>
      entries.map((entry) => (entry.id === id ? { ...entry, acknowledged: true } : entry))
    )
  }

  /** How many commands of a type were begun since then. */
  countSince(type: string, since: number): number {
    return this.#entries().filter((entry) => entry.type === type && entry.at > since).length
  }

  /** Read anew each time: another tab may have written since. */
  #entries(): LedgerEntry[] {
    const stored = this.#world.readSetting(SETTINGS.ledger)
    return isRecord(stored) ? recordsIn(stored.entries).flatMap(toEntry) : []
  }

  #put(id: string, parts: Partial<LedgerEntry>) {
    const fresh = {
      id,
      type: '',
      result: null,
      acknowledged: false,
      undo: null,
      undone: false,
      decided: null,
      at: 0,
    }
    return this.#change((entries) => {
      const index = entries.findIndex((entry) => entry.id === id)
      return index === -1
        ? [...entries, { ...fresh, ...parts }]
        : entries.with(index, { ...entries[index], ...parts })
    })
  }

  /** One after the other: a change made from what another is just replacing would undo it. */
  #change(change: (entries: LedgerEntry[]) => LedgerEntry[]): Promise<void> {
    const done = this.#last.then(() => this.#write(change(this.#entries())))
    this.#last = done.catch(() => {})
    return done
  }

  async #write(entries: LedgerEntry[]) {
    const written = this.#world
      .writeSetting(SETTINGS.ledger, { entries: trimmed(entries) })
      .then(() => true)
    if (!(await withinLimit(written, this.#limitMs))) {
      throw new Error('Foundry did not confirm the ledger in time')
    }
  }
}

/** What the server knows goes first, the oldest of it. */
function trimmed(entries: LedgerEntry[]): LedgerEntry[] {
  let surplus = entries.length - MAX_ENTRIES
  const kept = entries.filter(({ acknowledged }) => !(acknowledged && surplus-- > 0))
  return kept.slice(-MAX_ENTRIES)
}

function toEntry({
  id,
  result,
  acknowledged,
  type,
  undo,
  undone,
  decided,
  at,
}: UnknownRecord): LedgerEntry[] {
  if (typeof id !== 'string') return []
  return [
    {
      id,
      type: typeof type === 'string' ? type : '',
      result: toResult(result),
      acknowledged: acknowledged === true,
      undo: isRecord(undo) ? undo : null,
      undone: undone === true,
      decided: decided === 'apply' || decided === 'ignore' ? decided : null,
      at: finiteOr(at, 0),
    },
  ]
}

function toResult(stored: unknown): StoredResult | null {
  if (!isRecord(stored)) return null
  const status = RESULT_STATUSES.find((known) => known === stored.status)
  if (!status) return null
  const { code, message, before, after, docIds, durationMs } = stored
  return {
    status,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof message === 'string' ? { message } : {}),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(Array.isArray(docIds) ? { docIds: docIds.filter((doc) => typeof doc === 'string') } : {}),
    ...(typeof durationMs === 'number' ? { durationMs } : {}),
  }
}
