import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { setTimeout as pass } from 'node:timers/promises'
import env from '#start/env'
import { onLucid } from '#core/sql'
import { OverlayKeys } from '#overlays/overlay_keys'
import type Overlay from '#overlays/overlay'
import { ProvideOverlay } from '#overlays/provide_overlay'
import type { OverlayFrame, OverlaySnapshot } from '../../../overlay/contract.js'

const address = (path: string) => `http://${env.get('HOST')}:${env.get('PORT')}${path}`

/** A streamer's overlay with the key that OBS has. */
export async function overlayOf(streamerId: string): Promise<{ overlay: Overlay; key: string }> {
  const provide = await app.container.make(ProvideOverlay)
  const overlay = await provide.execute(streamerId)
  return { overlay, key: await provide.key(overlay) }
}

export function ask(key: string | null, path: string, init: RequestInit = {}): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (key !== null) headers.Authorization = `Bearer ${key}`
  if (init.body) headers['Content-Type'] = 'application/json'
  return fetch(address(path), { ...init, headers: { ...headers, connection: 'close' } })
}

/** The status alone. */
export async function answerOf(...request: Parameters<typeof ask>): Promise<number> {
  const { status } = await ask(...request)
  return status
}

export async function snapshotOf(key: string): Promise<OverlaySnapshot> {
  const response = await ask(key, '/overlay/snapshot')
  return response.json()
}

/** Waits for a condition; the runner's timeout ends a hopeless wait. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pass(2)
}

/** A page with an open stream: what it has been sent so far. */
export class Page {
  readonly frames: OverlayFrame[] = []
  ended = false
  #abort = new AbortController()

  static async open(key: string): Promise<Page> {
    const page = new Page()
    const response = await ask(key, '/overlay/stream', { signal: page.#abort.signal })
    if (!response.ok || !response.body) throw new Error(`The stream answered ${response.status}`)
    void page.#read(response.body)
    await until(() => page.frames.some(({ event }) => event === 'ping'))
    return page
  }

  /** Without the pings. */
  get told(): OverlayFrame[] {
    return this.frames.filter(({ event }) => event !== 'ping')
  }

  [Symbol.dispose]() {
    this.#abort.abort()
  }

  async #read(body: ReadableStream<Uint8Array>) {
    const decoder = new TextDecoder()
    let text = ''

    try {
      const reader = body.getReader()
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        text += decoder.decode(read.value, { stream: true })
        const events = text.split('\n\n')
        text = events.pop() ?? ''
        events.forEach((event) => this.#take(event))
      }
    } catch {
      // Ended by us or by the server; either way it is over.
    }
    this.ended = true
  }

  #take(event: string) {
    const data = event.split('\n').find((line) => line.startsWith('data: '))
    if (!data) return

    const message: { payload?: OverlayFrame } = JSON.parse(data.slice('data: '.length))
    if (message.payload && 'event' in message.payload) this.frames.push(message.payload)
  }
}

/** A replaced key whose overlap is over. */
export async function rotatedKey(overlay: Overlay): Promise<string> {
  const keys = await app.container.make(OverlayKeys)
  return keys.rotate(onLucid(db.connection()), overlay.id)
}
