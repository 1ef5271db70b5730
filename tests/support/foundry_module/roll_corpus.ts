import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toMessageView } from '../../../foundry_module/src/foundry_world.ts'
import type { RollRule } from '../../../app/foundry/protocol.ts'

const FOLDER = join(import.meta.dirname, '../../fixtures/rolls')

/** A chat message's data, its rolls as `Roll#toJSON` gives them. */
export type RecordedMessage = Parameters<typeof toMessageView>[0] & {
  _id: string
  author: string
  rolls: unknown[]
}

export interface CorpusEntry {
  system: string
  file: string
  case: string
  says: string
  /** Of the game system; the newest when it does not matter. */
  version?: string
  rules?: RollRule[]
  message: RecordedMessage
  /** What changes afterwards, one update after the other. */
  edits?: Partial<RecordedMessage>[]
  /** By index; none for what must not leave the browser. */
  expected: { critical: 'success' | 'failure' | null; natural: number | null }[]
}

export function rollCorpus(): CorpusEntry[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: system }) =>
      readdirSync(join(FOLDER, system))
        .filter((file) => file.endsWith('.json'))
        .map((file) => ({
          ...JSON.parse(readFileSync(join(FOLDER, system, file), 'utf8')),
          system,
          file: `${system}/${file}`,
        }))
    )
}

/** As Foundry hands the message to a module. */
export function toView(recorded: RecordedMessage, timestamp: number) {
  return toMessageView({
    ...recorded,
    id: recorded._id,
    timestamp,
    author: {
      id: recorded.author,
      name: 'Ada',
      isGM: false,
      active: true,
      isActiveGM: false,
      character: null,
    },
    rolls: recorded.rolls.map((roll) => ({ toJSON: () => roll })),
  })
}
