import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Visitor } from '../visitor.js'

export interface PulledCommand {
  id: string
  seq: number
  type: string
  payload: Record<string, unknown>
}

const BEAT_MS = 5_000
/** The characters of the demo's two streamers. */
export const ARIA = { id: 'actorAria0000001', name: 'Aria Thornwood' }
export const BORIN = { id: 'actorBorin000001', name: 'Borin Ironfist' }

/**
 * A GM's tab as the app sees it, without a browser: pairs, holds the lease, and
 * does with commands what a spec says. It keeps its lease while the app is away,
 * as a module does.
 */
export class RemoteTable {
  readonly #clientId = randomUUID()
  readonly #instanceId = randomUUID()
  #origin: string
  #token = ''
  #fencing = 0
  #ended = new AbortController()

  constructor(origin: string) {
    this.#origin = origin
  }

  /** Talks to another process of the same app from now on. */
  turnTo(origin: string): void {
    this.#origin = origin
  }

  /** @param gm signed in, and the owner of the campaign */
  async pair(gm: Visitor, campaignId: string): Promise<void> {
    const started = await this.#ask<{ device_code: string; user_code: string }>('/pair/start', {
      ...this.#world(),
      foundryOrigin: 'http://127.0.0.1',
      userName: 'Game Master',
      clientId: this.#clientId,
    })
    await gm.get(`/foundry/pair?code=${started.user_code}`)
    await gm.post('/foundry/pair/approve', { code: started.user_code, campaignId })
    const { access_token: token } = await this.#ask<{ access_token: string }>('/pair/poll', {
      device_code: started.device_code,
    })
    this.#token = token
  }

  /** Greets, takes the lease and keeps it until `leave`. */
  async sit(): Promise<void> {
    await this.hello()
    void this.#beat()
  }

  async hello(): Promise<void> {
    const { lease } = await this.#ask<{ lease: { fencing: number } }>('/hello', {
      ...this.#world(),
      protocol: 1,
      clientId: this.#clientId,
      user: { id: 'userGM0000000001', name: 'Game Master', isGM: true },
      candidate: true,
      capabilities: ['roll.invert', 'chat.send'],
      characters: [ARIA, BORIN].map(({ id, name }) => ({
        actorId: id,
        actorName: name,
        userId: null,
        userName: null,
      })),
    })
    this.#fencing = lease.fencing
  }

  /** An attack with a natural 20, or a natural 1: a public critical. */
  async rollCritical(actor = ARIA, natural: 1 | 20 = 20): Promise<void> {
    const messageId = randomUUID()
    const roll = {
      eventId: `roll:${messageId}:0`,
      type: 'roll',
      at: new Date().toISOString(),
      messageId,
      rollIndex: 0,
      actor,
      user: { id: 'userPlayer000001', name: 'Ada' },
      formula: '1d20 + 7',
      total: natural + 7,
      dice: [{ faces: 20, results: [{ result: natural, active: true }] }],
      natural,
      faces: 20,
      critical: natural === 20 ? 'success' : 'failure',
      source: 'system',
      confidence: 'high',
    }
    await this.#ask('/events', { ...this.#tab(), events: [roll] })
  }

  async pull(): Promise<PulledCommand[]> {
    const query = new URLSearchParams({ clientId: this.#clientId, fencing: String(this.#fencing) })
    const { commands } = await this.#ask<{ commands: PulledCommand[] }>(`/commands?${query}`)
    return commands
  }

  /** @returns whether this was the first result of that command */
  async done(commandId: string): Promise<boolean> {
    return this.#answer(commandId, { status: 'done', before: 20, after: 1, durationMs: 3 })
  }

  /** It could not be done. @returns as `done` */
  async failed(commandId: string): Promise<boolean> {
    return this.#answer(commandId, { status: 'failed', message: 'The roll is gone.' })
  }

  /** What the app says to one who wants to be told of news. */
  stream(): Promise<Response> {
    return fetch(`${this.#origin}/api/foundry/v1/stream?clientId=${this.#clientId}`, {
      headers: { authorization: `Bearer ${this.#token}` },
    })
  }

  /** Sends no sign of life any more; the lease holds for a while. */
  leave(): void {
    this.#ended.abort()
  }

  async #beat(): Promise<void> {
    const { signal } = this.#ended
    while (!signal.aborted) {
      await pause(BEAT_MS, undefined, { signal, ref: false }).catch(() => {})
      await this.#ask('/heartbeat', { clientId: this.#clientId, candidate: true }).catch(() => {})
    }
  }

  async #answer(commandId: string, result: Record<string, unknown>): Promise<boolean> {
    const { recorded } = await this.#ask<{ recorded: boolean }>(`/commands/${commandId}/result`, {
      ...this.#tab(),
      ...result,
    })
    return recorded
  }

  #tab() {
    return { clientId: this.#clientId, fencing: this.#fencing }
  }

  #world() {
    return {
      instanceId: this.#instanceId,
      worldId: 'emberfall',
      worldTitle: 'The Emberfall Road',
      system: 'dnd5e',
      generation: 13,
      moduleVersion: '0.1.0',
    }
  }

  async #ask<Body>(path: string, body?: Record<string, unknown>): Promise<Body> {
    const response = await fetch(`${this.#origin}/api/foundry/v1${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        'content-type': 'application/json',
        ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
      },
      body: body ? JSON.stringify(body) : undefined,
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${text}`)
    return JSON.parse(text)
  }
}
