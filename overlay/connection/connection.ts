import { backoff } from '../../shared_browser/backoff.ts'
import { openStream, type StreamHandle, type StreamState } from '../../shared_browser/sse_client.ts'
import { OverlayApiError, type OverlayApi } from './overlay_api.ts'
import type { ConnectionStatus } from './status.ts'
import { Sync, type SyncOptions } from './sync.ts'
import { isOverlayFrame } from '../state/is_overlay_frame.ts'
import type { Store } from '../state/store.ts'

const FINAL_STATUSES = [401, 403, 410]

/** A refused key is asked about again this often: a restored database should not need a visit to OBS. */
const REFUSED_RETRY_MS = 60_000

interface ConnectionOptions {
  api: OverlayApi
  status: Store<ConnectionStatus>
  store: SyncOptions['store']
  play: SyncOptions['play']
  /** In step with the server, on each connection anew. */
  onLive: () => void
}

/** The stream and the snapshots together, and what the corner dot says about them. */
export class Connection {
  #options: ConnectionOptions
  #sync: Sync
  #stream: StreamHandle | null = null

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#sync = new Sync({
      store: options.store,
      play: options.play,
      snapshot: () => options.api.snapshot(),
      onSynced: () => this.#onSynced(),
      onFailed: (error) => this.#onSnapshotFailed(error),
      now: () => Date.now(),
      later: (attempt, work) => void setTimeout(work, 500 + backoff(attempt)),
    })
  }

  start() {
    this.#stream = openStream({
      url: '/overlay/stream',
      headers: () => this.#options.api.headers(),
      onMessage: (payload) => {
        if (isOverlayFrame(payload)) this.#sync.receive(payload)
      },
      onOpen: () => this.#sync.restart(),
      onState: (state) => this.#onState(state),
    })
  }

  #onState(state: StreamState) {
    const { status } = this.#options
    switch (state.name) {
      case 'connecting':
        if (status.value.name === 'live') status.set({ name: 'connecting' })
        return
      case 'open':
        return
      case 'waiting':
        this.#sync.stop()
        return status.set({ name: 'waiting', status: state.status })
      case 'stopped':
        return this.#refused(state.status)
    }
  }

  #onSynced() {
    this.#options.status.set({ name: 'live' })
    this.#options.onLive()
  }

  #onSnapshotFailed(error: unknown): boolean {
    const code = error instanceof OverlayApiError ? error.status : null
    if (code !== null && FINAL_STATUSES.includes(code)) {
      this.#refused(code)
      return false
    }
    this.#options.status.set({ name: 'waiting', status: code })
    return true
  }

  #refused(code: number) {
    this.#stream?.close()
    this.#stream = null
    this.#sync.stop()
    this.#options.status.set({ name: 'refused', status: code })
    setTimeout(() => this.start(), REFUSED_RETRY_MS)
  }
}
