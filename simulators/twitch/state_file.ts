import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Snapshot } from './world/snapshot.ts'

const SAVE_AFTER_MS = 500

/** Keeps the simulator's state over a restart: written whole to a neighbour file, then renamed. */
export class StateFile {
  readonly #path: string
  #timer: NodeJS.Timeout | null = null
  #take: () => Snapshot = () => {
    throw new Error('nothing to save yet')
  }

  constructor(path: string) {
    this.#path = path
  }

  /** Null when there is none yet. @throws Error when it cannot be read */
  load(): Snapshot | null {
    try {
      return JSON.parse(readFileSync(this.#path, 'utf8'))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      throw error
    }
  }

  /** Saves soon, so that a burst of changes is one write. */
  saveSoon(take: () => Snapshot): void {
    this.#take = take
    this.#timer ??= setTimeout(() => this.saveNow(), SAVE_AFTER_MS)
  }

  /** Writes what has not been written yet. */
  saveNow(): void {
    if (!this.#timer) return
    clearTimeout(this.#timer)
    this.#timer = null
    const neighbour = `${this.#path}.${process.pid}.tmp`
    // Tokens are in it: nobody else may read it.
    writeFileSync(neighbour, JSON.stringify(this.#take()), { mode: 0o600 })
    renameSync(neighbour, this.#path)
  }
}
