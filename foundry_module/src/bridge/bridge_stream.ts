import { bearer, type BridgeApi } from './bridge_api.ts'
import { isRecord, type UnknownRecord } from '../records.ts'
import { openStream, type StreamHandle } from '../../../shared_browser/sse_client.ts'
import type { AccessToken } from './access_token.ts'

export interface BridgeStreamOptions {
  api: BridgeApi
  access: AccessToken
  clientId: string
  /** A fresh connection is up. */
  onOpen: () => void
  onMessage: (event: unknown, data: UnknownRecord) => void
  /** It will try again by itself; `status` is null when there was no answer. */
  onWaiting: (status: number | null) => void
  /** No token that this browser has is taken any more. */
  onRefused: (code: string) => void
  onFailure: (failure: unknown) => void
}

/** The server's stream, with whatever token this browser has by now. */
export class BridgeStream {
  #options: BridgeStreamOptions
  #handle: StreamHandle | null = null
  #closed = false

  constructor(options: BridgeStreamOptions) {
    this.#options = options
  }

  open() {
    const { api, access, clientId, onOpen, onWaiting, onFailure } = this.#options
    let token = access.current
    this.#handle = openStream({
      url: () => api.streamUrl(clientId),
      headers: () => bearer((token = access.current)),
      onOpen,
      onMessage: (payload) => this.#receive(payload),
      onState: (state) => {
        if (state.name === 'waiting') onWaiting(state.status)
        if (state.name === 'stopped') this.#refused(state, token).catch(onFailure)
      },
    })
  }

  close() {
    this.#closed = true
    this.#handle?.close()
  }

  #receive(payload: unknown) {
    if (!isRecord(payload)) return
    this.#options.onMessage(payload.event, isRecord(payload.data) ? payload.data : {})
  }

  /** It may have been opened with a token that another tab has replaced meanwhile. */
  async #refused({ status, code }: { status: number; code: string | null }, token: string) {
    const hasOther = status === 401 && (await this.#options.access.refused(token))
    if (this.#closed) return
    if (hasOther) this.open()
    else this.#options.onRefused(code ?? '')
  }
}
