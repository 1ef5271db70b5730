/** Why the bridge did not answer as hoped. `message` is a sentence of the server, or empty. */
export class BridgeFailure extends Error {
  /** Null when there was no answer at all: network, CORS, mixed content, time-out. */
  readonly status: number | null
  readonly code: string
  readonly retryAfterMs: number

  constructor(status: number | null, code: string, message: string, retryAfterMs = 0) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfterMs = retryAfterMs
  }

  /** The token is worth nothing any more: only a person can help. */
  get isRefusal() {
    return this.status === 401 || this.status === 403
  }

  /** Another tab holds the lease by now. */
  get isStale() {
    return this.status === 409
  }

  /** The same request would fail the same way for ever. */
  get isPermanent() {
    if (this.status === null || this.status < 400 || this.status >= 500) return false
    return !this.isRefusal && ![408, 409, 425, 429].includes(this.status)
  }
}
