import type { TwitchSimulator } from './twitch_simulator.js'

/** An entry of a Helix list; what is not common to most is read as unknown. */
export interface HelixItem {
  id: string
  status: string
  title: string
  cost: number
  [field: string]: unknown
}

export interface HelixAnswer {
  status: number
  headers: Headers
  body: {
    data: HelixItem[]
    message: string
    error: string
    status: number
    total: number
    total_cost: number
    max_total_cost: number
    pagination: { cursor?: string }
  }
}

type Query = Record<string, string | string[]>

/** The status alone, for a call whose answer does not matter; also of a plain response. */
export async function statusOf(call: Promise<{ status: number }>): Promise<number> {
  const { status } = await call
  return status
}

/** The list of an answer. */
export async function dataOf(call: Promise<HelixAnswer>): Promise<HelixItem[]> {
  const { body } = await call
  return body.data
}

/** The sentence of a refusal. */
export async function messageOf(call: Promise<HelixAnswer>): Promise<string> {
  const { body } = await call
  return body.message
}

/** A signed-in caller of the simulated Helix, without any library in between. */
export class HelixClient {
  readonly userId: string
  readonly token: string
  readonly #url: string
  readonly #clientId: string

  constructor(url: string, clientId: string, token: string, userId: string) {
    this.#url = url
    this.#clientId = clientId
    this.token = token
    this.userId = userId
  }

  /** Without a login it holds an app token. */
  static async signIn(
    simulator: TwitchSimulator,
    clientId: string,
    login?: string,
    scopes: string[] = []
  ): Promise<HelixClient> {
    const token = await simulator.token({ login, scopes, clientId })
    return new HelixClient(simulator.url, clientId, token.access_token, token.user_id ?? '')
  }

  get(path: string, query: Query = {}): Promise<HelixAnswer> {
    return this.call('GET', path, query)
  }

  post(path: string, query: Query, body?: unknown): Promise<HelixAnswer> {
    return this.call('POST', path, query, body)
  }

  patch(path: string, query: Query, body?: unknown): Promise<HelixAnswer> {
    return this.call('PATCH', path, query, body)
  }

  delete(path: string, query: Query): Promise<HelixAnswer> {
    return this.call('DELETE', path, query)
  }

  async call(method: string, path: string, query: Query, body?: unknown): Promise<HelixAnswer> {
    const params = new URLSearchParams()
    for (const [name, value] of Object.entries(query)) {
      for (const one of [value].flat()) params.append(name, one)
    }
    const response = await fetch(`${this.#url}/mock/${path}?${params}`, {
      method,
      headers: {
        'authorization': `Bearer ${this.token}`,
        'client-id': this.#clientId,
        'content-type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await response.text()
    const answer = text ? JSON.parse(text) : {}
    return { status: response.status, headers: response.headers, body: answer }
  }
}
