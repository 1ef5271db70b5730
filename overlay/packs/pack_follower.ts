import type { OverlayPack } from '../contract.ts'
import type { OverlayState } from '../state/overlay_state.ts'

export interface PackFollowerOptions {
  /** Another one is to be played. */
  started: (pack: OverlayPack) => void
  /** It was shown, skipped, or took too long. */
  ended: (id: string) => void
}

/** Notices when the server has the page play another pack. The same one in every snapshot is played once. */
export class PackFollower {
  #options: PackFollowerOptions
  #current: string | null = null

  constructor(options: PackFollowerOptions) {
    this.#options = options
  }

  follow({ ready, pack }: OverlayState) {
    const before = this.#current
    if (!ready || pack?.id === before) return

    this.#current = pack?.id ?? null
    if (before !== null) this.#options.ended(before)
    if (pack) this.#options.started(pack)
  }
}
