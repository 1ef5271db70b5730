import { randomUUID } from 'node:crypto'
import { roll } from '#tests/support/foundry_roll'
import { SseParser } from '../../../shared_browser/sse_parser.js'

const PREFIX = '/api/foundry/v1'
const PATIENCE_MS = 20_000

/** What a world is paired with. */
export interface Pairing {
  instanceId: string
  token: string
}

interface Frame {
  channel: string
  payload?: { event: string; data: { head?: number } }
}

interface Lease {
  held: boolean
  fencing: number
}

interface Command {
  id: string
  seq: number
  type: string
}

/**
 * A paired world with one GM tab, as the bridge sees it: answers pings, pulls when it is poked, reports
 * each command done. It does nothing at a table.
 */
export class World {
  readonly #clientId = randomUUID()
  readonly #ended = new AbortController()
  #fencing = 0
  #after = 0
  #pulling: Promise<void> | undefined
  #isPokedAgain = false
  #done: PromiseWithResolvers<number> | undefined
  #reading: Promise<void> | undefined
  /** What went wrong: a bench with one has measured nothing. */
  readonly failures: unknown[] = []
  /** Commands that it was handed, each once. */
  readonly executed = new Set<string>()

  constructor(
    private url: string,
    private pairing: Pairing
  ) {}

  /** Resolves once it is in charge and its stream is open. */
  async connect(): Promise<this> {
    const { lease } = await this.#post<{ lease: Lease }>('/hello', {
      protocol: 1,
      moduleVersion: '0.1.0',
      instanceId: this.pairing.instanceId,
      clientId: this.#clientId,
      worldId: 'bench',
      worldTitle: 'Bench',
      system: 'dnd5e',
      generation: 14,
      user: { id: 'gm', name: 'Gamemaster', isGM: true },
      candidate: true,
      capabilities: ['roll.invert'],
      characters: [],
    })
    if (!lease.held) throw new Error('A world is not in charge')
    this.#fencing = lease.fencing

    const response = await fetch(this.#address(`/stream?clientId=${this.#clientId}`), {
      headers: this.#headers(),
      signal: this.#ended.signal,
    })
    if (!response.ok || !response.body) throw new Error(`A stream answered ${response.status}`)
    this.#reading = this.#read(response.body).catch((error: unknown) => {
      if (!this.#ended.signal.aborted) this.failures.push(error)
    })
    return this
  }

  /** Rolls a 20. Resolves with the milliseconds until its command was acknowledged. */
  async roll(): Promise<number> {
    const done = Promise.withResolvers<number>()
    this.#done = done
    const timer = setTimeout(() => done.reject(new Error('A roll led to nothing')), PATIENCE_MS)
    const began = performance.now()
    await this.#post('/events', {
      clientId: this.#clientId,
      fencing: this.#fencing,
      events: [roll()],
    })
    return (await done.promise.finally(() => clearTimeout(timer))) - began
  }

  async close(): Promise<void> {
    this.#ended.abort()
    await this.#reading
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const parser = new SseParser()
    const decoder = new TextDecoder()
    const reader = body.getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      for (const data of parser.push(decoder.decode(part.value, { stream: true }))) {
        const { payload }: Frame = JSON.parse(data)
        if (payload?.event === 'ping') this.#answer(this.#beat())
        if (payload?.event === 'poke') this.#poked()
      }
    }
  }

  #poked(): void {
    if (this.#pulling) {
      this.#isPokedAgain = true
      return
    }
    this.#pulling = this.#pull().finally(() => {
      this.#pulling = undefined
      if (this.#isPokedAgain) {
        this.#isPokedAgain = false
        this.#poked()
      }
    })
    this.#answer(this.#pulling)
  }

  async #pull(): Promise<void> {
    const query = new URLSearchParams({
      clientId: this.#clientId,
      fencing: String(this.#fencing),
      after: String(this.#after),
    })
    const { commands } = await this.#ask<{ commands: Command[] }>('GET', `/commands?${query}`)
    for (const { id, seq } of commands) {
      this.#after = seq
      if (this.executed.has(id)) continue
      this.executed.add(id)
      await this.#post(`/commands/${id}/result`, {
        clientId: this.#clientId,
        fencing: this.#fencing,
        status: 'done',
      })
      this.#done?.resolve(performance.now())
    }
  }

  async #beat(): Promise<void> {
    await this.#post('/heartbeat', { clientId: this.#clientId, candidate: true })
  }

  #answer(work: Promise<void>): void {
    work.catch((error: unknown) => {
      this.failures.push(error)
      this.#done?.reject(error)
    })
  }

  #post<Body>(path: string, body: object): Promise<Body> {
    return this.#ask<Body>('POST', path, body)
  }

  async #ask<Body>(method: string, path: string, body?: object): Promise<Body> {
    const response = await fetch(this.#address(path), {
      method,
      headers: this.#headers(),
      body: body && JSON.stringify(body),
    })
    if (!response.ok) {
      throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
    }
    const parsed: Body = await response.json()
    return parsed
  }

  #headers(): Record<string, string> {
    return {
      'Authorization': `Bearer ${this.pairing.token}`,
      'Content-Type': 'application/json',
    }
  }

  #address(path: string): string {
    return `${this.url}${PREFIX}${path}`
  }
}
