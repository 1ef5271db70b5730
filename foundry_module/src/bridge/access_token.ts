import type { ConnectionStore, SavedConnection } from './saved_connection.ts'

const ROTATE_AFTER_MS = 7 * 24 * 3600_000

/** A rotation that came to nothing is tried again well before the old token ends. */
const RETRY_AFTER_MS = 3600_000

/**
 * The browser's secret, which the tabs of one browser share and which changes
 * now and then. The successor is stored, with the token before it, before it is
 * used; only when the server has taken it the one before is forgotten. So a crash
 * at any step leaves one that works, and so do two tabs that ask at once, of
 * which the server knows only the later answer.
 */
export class AccessToken {
  #store: Pick<ConnectionStore, 'load' | 'save'>
  #saved: SavedConnection
  /** What the server no longer takes. */
  #dead = new Set<string>()
  /** The last one that it took. */
  #proven: string | null = null
  #notBefore = 0
  #alone: (work: () => Promise<void>) => Promise<void>

  constructor(
    store: Pick<ConnectionStore, 'load' | 'save'>,
    saved: SavedConnection,
    alone = oneTabAtATime
  ) {
    this.#store = store
    this.#saved = saved
    this.#alone = alone
  }

  get current() {
    return this.#saved.token
  }

  /** The server took it. */
  worked(token: string) {
    this.#proven = token
  }

  /** The server did not take it. Returns whether there is another one to try. */
  async refused(token: string): Promise<boolean> {
    this.#dead.add(token)
    if (this.current === token) await this.#follow()
    if (this.current !== token) return !this.#dead.has(this.current)

    const { previous } = this.#saved
    if (previous === null || this.#dead.has(previous)) return false
    this.#saved = { ...this.#saved, token: previous, previous: null, issuedAt: 0 }
    await this.#store.save(this.#saved)
    return true
  }

  /**
   * Takes the next step, if one is due: follows another tab, forgets the token
   * before a proven one, or replaces one that is older than a week.
   *
   * @throws whatever `ask` throws; the old token goes on
   */
  async maintain(ask: () => Promise<string>): Promise<void> {
    await this.#follow()
    if (this.#saved.previous !== null) return this.#forgetPrevious()

    const now = Date.now()
    const isOld = Math.abs(now - this.#saved.issuedAt) > ROTATE_AFTER_MS
    if (!isOld || now < this.#notBefore) return
    this.#notBefore = now + RETRY_AFTER_MS
    await this.#alone(() => this.#rotate(ask))
  }

  async #forgetPrevious() {
    if (this.#proven !== this.current) return
    this.#saved = { ...this.#saved, previous: null }
    await this.#store.save(this.#saved)
  }

  async #rotate(ask: () => Promise<string>) {
    const old = this.current
    await this.#follow()
    if (this.current !== old) return

    const token = await ask()
    const stored = await this.#store.load()
    // Another tab was quicker, or the pairing was given up: what was asked for is never used.
    if (stored?.token !== old || this.current !== old) return

    const successor = { ...stored, token, previous: old, issuedAt: Date.now() }
    await this.#store.save(successor)
    this.#saved = successor
  }

  /** Another tab of this browser may have stored a newer one. */
  async #follow() {
    const stored = await this.#store.load()
    if (stored && stored.url === this.#saved.url && !this.#dead.has(stored.token)) {
      this.#saved = stored
    }
  }
}

/** Locks exist in secure contexts only; without them two answers are sorted out afterwards. */
async function oneTabAtATime(work: () => Promise<void>) {
  if (!('locks' in navigator)) return work()
  const options = { ifAvailable: true }
  await navigator.locks.request('crowdcrit.token', options, (lock) => (lock ? work() : undefined))
}
