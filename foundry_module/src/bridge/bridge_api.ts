import { BridgeFailure } from './bridge_failure.ts'
import { cleanText, MAX_TEXT } from '../text/clean_text.ts'
import { recordAt } from '../records.ts'
import * as read from './read_answers.ts'
import type { AccessToken } from './access_token.ts'
import type {
  CommandResultRequest,
  EventsRequest,
  HeartbeatRequest,
  HelloRequest,
  PairPollRequest,
  PairStartRequest,
} from '../../../app/foundry/protocol.ts'

const PREFIX = '/api/foundry/v1'
const TIMEOUT_MS = 15_000

/** The bridge's endpoints. Every method throws `BridgeFailure` and nothing else. */
export class BridgeApi {
  #origin: string
  #access: AccessToken | null

  constructor(origin: string, access: AccessToken | null = null) {
    this.#origin = origin
    this.#access = access
  }

  streamUrl(clientId: string) {
    return this.#url(`/stream?${new URLSearchParams({ clientId })}`)
  }

  /** With a header that makes the browser ask first, as it does with the requests that matter. */
  about = () => {
    const headers = { 'Content-Type': 'application/json' }
    return this.#request('/about', { method: 'GET', headers }, read.about)
  }

  pairStart = (body: PairStartRequest) => this.#post('/pair/start', body, read.pairStart)
  pairPoll = (body: PairPollRequest) => this.#post('/pair/poll', body, read.pairPoll)
  hello = (body: HelloRequest) => this.#post('/hello', body, read.hello)
  heartbeat = (body: HeartbeatRequest) => this.#post('/heartbeat', body, read.heartbeat)
  events = (body: EventsRequest) => this.#post('/events', body, read.events)
  /** Returns the successor, which nobody knows but the caller. */
  rotate = () => this.#post('/token/rotate', {}, read.rotated)
  unpair = () => this.#post('/unpair', {}, () => true)

  result = (commandId: string, body: CommandResultRequest) =>
    this.#post(`/commands/${encodeURIComponent(commandId)}/result`, body, () => true)

  commands(after: number, clientId: string, fencing: number) {
    const query = new URLSearchParams({
      after: String(after),
      limit: '20',
      wait: '0',
      clientId,
      fencing: String(fencing),
    })
    return this.#request(`/commands?${query}`, { method: 'GET' }, read.commands)
  }

  /** The tab is closing: nobody waits for the answer. */
  release(clientId: string) {
    const body = { clientId, candidate: false, release: true }
    this.#post('/heartbeat', body, () => true, { keepalive: true }).catch(() => {})
  }

  #url(path: string) {
    return `${this.#origin}${PREFIX}${path}`
  }

  #post<T>(path: string, body: unknown, parse: (answer: unknown) => T | null, extra?: RequestInit) {
    const headers = { 'Content-Type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(body), ...extra }
    return this.#request(path, init, parse)
  }

  async #request<T>(
    path: string,
    init: RequestInit,
    parse: (answer: unknown) => T | null
  ): Promise<T> {
    const token = this.#access?.current ?? null
    const response = await this.#send(path, init, token)
    const answer: unknown = await response.json().catch(() => null)
    if (response.status === 401 && token !== null && (await this.#access?.refused(token))) {
      return this.#request(path, init, parse)
    }
    if (!response.ok) throw refusal(response, answer)
    if (token !== null) this.#access?.worked(token)

    const parsed = parse(answer)
    if (parsed === null) throw new BridgeFailure(null, 'not_understood', '')
    return parsed
  }

  async #send(path: string, init: RequestInit, token: string | null) {
    try {
      return await fetch(this.#url(path), {
        ...init,
        headers: { ...init.headers, ...bearer(token) },
        cache: 'no-store',
        credentials: 'omit',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
    } catch {
      throw new BridgeFailure(null, 'unreachable', '')
    }
  }
}

export function bearer(token: string | null): Record<string, string> {
  return token === null ? {} : { Authorization: `Bearer ${token}` }
}

function refusal(response: Response, answer: unknown) {
  const error = recordAt(answer, 'error')
  const code = typeof error?.code === 'string' ? error.code : `http_${response.status}`
  const seconds = Number(response.headers.get('Retry-After')) || 0
  const retryAfterMs = Math.min(Math.max(seconds, 0), 300) * 1000
  return new BridgeFailure(response.status, code, cleanText(error?.message, MAX_TEXT), retryAfterMs)
}
