import type { OverlaySnapshot, PackCompleteRequest, ShownRequest } from '../contract.ts'

/** An answer that is not 2xx. */
export class OverlayApiError extends Error {
  readonly status: number

  constructor(status: number) {
    super(`The overlay's server answered ${status}`)
    this.status = status
  }
}

const TIMEOUT_MS = 15_000

/** The requests beside the stream. The key travels as a header, never in a URL the server could log. */
export class OverlayApi {
  #key: string

  constructor(key: string) {
    this.#key = key
  }

  headers(): Record<string, string> {
    return { Authorization: `Bearer ${this.#key}` }
  }

  /** @throws OverlayApiError when refused, TypeError when unreachable */
  async snapshot(): Promise<OverlaySnapshot> {
    const response = await this.#ask('/overlay/snapshot', {})
    return response.json()
  }

  /** @throws OverlayApiError when refused, TypeError when unreachable */
  async shown(request: ShownRequest): Promise<void> {
    await this.#tell('/overlay/shown', request)
  }

  /** @throws OverlayApiError 404 or 409 when it has ended already, TypeError when unreachable */
  async packComplete(request: PackCompleteRequest): Promise<void> {
    await this.#tell('/overlay/packs/complete', request)
  }

  async #tell(url: string, body: unknown): Promise<void> {
    await this.#ask(url, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    })
  }

  async #ask(url: string, init: RequestInit): Promise<Response> {
    const response = await fetch(url, {
      ...init,
      headers: { Accept: 'application/json', ...this.headers(), ...init.headers },
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!response.ok) throw new OverlayApiError(response.status)
    return response
  }
}
