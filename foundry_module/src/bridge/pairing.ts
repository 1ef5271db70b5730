import { BridgeApi } from './bridge_api.ts'
import { BridgeFailure } from './bridge_failure.ts'
import type { FoundryPort } from '../port.ts'
import type { PairStartRequest, PairStartResponse } from '../../../app/foundry/protocol.ts'
import type { SavedConnection } from './saved_connection.ts'
import { MODULE_VERSION } from '../constants.ts'

export type PairingEnd =
  | { name: 'paired'; connection: SavedConnection }
  | { name: 'denied' }
  | { name: 'expired' }
  | { name: 'cancelled' }

/** What the server is told about this world, for the person who approves. */
export function pairStartRequest(
  world: FoundryPort,
  instanceId: string,
  clientId: string
): PairStartRequest {
  const { worldId, worldTitle, origin, system, systemVersion, generation, user } = world.info()
  return {
    instanceId,
    worldId,
    worldTitle,
    foundryOrigin: origin,
    system,
    systemVersion,
    generation,
    moduleVersion: MODULE_VERSION,
    userName: user.name,
    clientId,
  }
}

/**
 * One attempt to pair by device flow. The secret `device_code` stays in here.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8628
 */
export class Pairing {
  readonly userCode: string
  readonly approvalUrl: string
  #api: BridgeApi
  #url: string
  #start: PairStartResponse
  #cancelled = new AbortController()

  private constructor(url: string, api: BridgeApi, start: PairStartResponse) {
    this.#url = url
    this.#api = api
    this.#start = start
    this.userCode = start.user_code
    this.approvalUrl = start.verification_uri_complete
  }

  /** @throws BridgeFailure when the server cannot be asked */
  static async begin(url: string, request: PairStartRequest) {
    const api = new BridgeApi(url)
    return new Pairing(url, api, await api.pairStart(request))
  }

  cancel() {
    this.#cancelled.abort()
  }

  /** Polls until a person decided. A server that is away for a moment does not end it. */
  async outcome(): Promise<PairingEnd> {
    const endsAt = Date.now() + this.#start.expires_in * 1000
    let intervalMs = this.#start.interval * 1000

    while (Date.now() < endsAt) {
      await this.#pause(intervalMs)
      if (this.#cancelled.signal.aborted) return { name: 'cancelled' }
      try {
        return { name: 'paired', connection: await this.#poll() }
      } catch (failure) {
        const code = failure instanceof BridgeFailure ? failure.code : ''
        if (code === 'access_denied') return { name: 'denied' }
        if (code === 'expired_token') return { name: 'expired' }
        if (code === 'slow_down') intervalMs += 5000
      }
    }
    return { name: 'expired' }
  }

  async #poll(): Promise<SavedConnection> {
    const granted = await this.#api.pairPoll({ device_code: this.#start.device_code })
    const { connectionId, campaign } = granted
    const token = { token: granted.access_token, previous: null, issuedAt: Date.now() }
    return { url: this.#url, ...token, connectionId, campaign }
  }

  #pause(ms: number) {
    const { signal } = this.#cancelled
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
    })
  }
}
