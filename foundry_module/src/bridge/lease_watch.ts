import type { LeaseState } from '../../../app/foundry/protocol.ts'

/** What this tab last heard of the lease, and whether it may still rely on it. */
export class LeaseWatch {
  state: LeaseState = { held: false, fencing: 0, holder: null, ttl: 60 }
  /** Milliseconds since 1970; 0 before the first answer. */
  lastContactAt = 0
  /** Since when nobody is in charge, as far as was told; null while somebody is. */
  #vacantSince: number | null = null
  #endsAt = 0
  #isClosed = false

  /**
   * Returns true when this tab has just become the holder. What was told holds from when
   * it was asked for, since the answer may have been long on its way; its last second is
   * the server's rounding.
   */
  take(told: LeaseState, askedAt: number): boolean {
    const isNew = told.held && told.fencing !== this.state.fencing
    this.state = told
    this.lastContactAt = Date.now()
    const isVacant = !told.held && told.holder === null
    this.#vacantSince = isVacant ? (this.#vacantSince ?? this.lastContactAt) : null
    this.#endsAt = askedAt + (told.ttl - 1) * 1000
    return isNew
  }

  /** The server said, in whatever way, that somebody else has it. */
  lose() {
    this.state = { ...this.state, held: false }
  }

  /** The tab has ended its session: whatever is answered from now on, it is in charge of nothing. */
  close() {
    this.#isClosed = true
  }

  /** Nobody has been in charge for so many milliseconds. */
  isVacantFor(ms: number): boolean {
    return this.#vacantSince !== null && Date.now() - this.#vacantSince >= ms
  }

  /** Held, and not lapsed in a silence that was too long. */
  get isHeld() {
    return !this.#isClosed && this.state.held && Date.now() < this.#endsAt
  }
}
