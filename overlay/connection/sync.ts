import type { OverlayFrame, OverlayOneShot, OverlaySnapshot, PackStart } from '../contract.ts'
import { applySnapshot } from '../state/apply_snapshot.ts'
import type { OverlayState } from '../state/overlay_state.ts'
import { reduceFrame } from '../state/reduce_frame.ts'
import type { Store } from '../state/store.ts'

export interface SyncOptions {
  store: Store<OverlayState>
  snapshot: () => Promise<OverlaySnapshot>
  play: (shot: OverlayOneShot | PackStart) => void
  onSynced: () => void
  /** A snapshot could not be had; asked again by itself unless this answers false. */
  onFailed: (error: unknown) => boolean
  now: () => number
  /** Runs the work after a pause that grows with `attempt`. */
  later: (attempt: number, work: () => void) => void
}

/**
 * Keeps the state in step with the server: a snapshot on each connection and
 * on each gap, frames in between. Frames that arrive while a snapshot is on
 * its way wait for it, then go through the same rules, so that nothing of the
 * meantime is lost or counted twice.
 */
export class Sync {
  #options: SyncOptions
  /** Frames waiting for a snapshot; null while in step. */
  #held: OverlayFrame[] | null = []
  #attempt = 0
  /** Only the latest request for a snapshot may answer. */
  #request = 0

  constructor(options: SyncOptions) {
    this.#options = options
  }

  /** A fresh connection: what was sent before it is unknown. */
  restart() {
    this.#held = []
    this.#attempt = 0
    this.#fetch()
  }

  /** The connection ended: an answer still on its way is not to be believed any more. */
  stop() {
    this.#request++
    this.#held = []
  }

  receive(frame: OverlayFrame) {
    if (this.#held) this.#held.push(frame)
    else this.#reduce(frame)
  }

  #reduce(frame: OverlayFrame) {
    const { store, play, now } = this.#options
    const reduction = reduceFrame(store.value, frame, now())
    store.set(reduction.state)
    if (reduction.play) play(reduction.play)
    if (reduction.gap) this.#hold(frame)
  }

  #hold(frame: OverlayFrame) {
    if (this.#held) {
      this.#held.push(frame)
      return
    }
    this.#held = [frame]
    // A gap that a snapshot has just not closed must not become a busy loop.
    if (this.#attempt === 0) this.#fetch()
    else this.#fetchLater()
  }

  #fetch() {
    const request = ++this.#request
    this.#options.snapshot().then(
      (snapshot) => request === this.#request && this.#apply(snapshot),
      (error: unknown) => request === this.#request && this.#retry(error)
    )
  }

  #apply(snapshot: OverlaySnapshot) {
    const { store, play, now, onSynced } = this.#options
    const applied = applySnapshot(store.value, snapshot, now())
    store.set(applied.state)
    applied.play.forEach(play)
    onSynced()

    const held = this.#held ?? []
    this.#held = null
    this.#attempt++
    for (const frame of held) this.receive(frame)
    if (this.#held === null) this.#attempt = 0
  }

  #retry(error: unknown) {
    if (this.#options.onFailed(error)) this.#fetchLater()
  }

  #fetchLater() {
    const request = this.#request
    this.#options.later(this.#attempt++, () => request === this.#request && this.#fetch())
  }
}
