import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import type { OverlayFrame, OverlaySnapshot } from '../../../overlay/contract.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** Strict on purpose: the page must need nothing inline and nothing from elsewhere. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self'; img-src 'self' data:"

/** The overlay's side of the app, with the built page: answers what the test says, remembers what it was told. */
export class FakeOverlayServer {
  readonly shown: number[] = []
  /** Packs that were told to have been played. */
  readonly complete: string[] = []
  /** What the next of these is answered with. */
  completeStatus = 204
  readonly key = 'test-key'
  snapshot: OverlaySnapshot
  /** Requests for snapshots so far. */
  snapshots = 0
  /** While set, everything is answered as a proxy does whose app is away. */
  away = false
  #folder: string
  #server: Server
  #streams = new Set<ServerResponse>()

  constructor(folder: string, snapshot: OverlaySnapshot) {
    this.#folder = folder
    this.snapshot = snapshot
    this.#server = createServer((request, response) => void this.#answer(request, response))
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('No address')
    return `http://127.0.0.1:${address.port}`
  }

  async stop() {
    this.dropStreams()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  get streams(): number {
    return this.#streams.size
  }

  send(payload: OverlayFrame) {
    this.#write({ channel: 'overlays/1', payload })
  }

  dropStreams() {
    for (const stream of this.#streams) stream.destroy()
    this.#streams.clear()
  }

  #write(message: unknown) {
    for (const stream of this.#streams) stream.write(`data: ${JSON.stringify(message)}\n\n`)
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname } = new URL(request.url ?? '/', 'http://overlay')
    if (this.away) return response.writeHead(502).end('<h1>Bad gateway</h1>')
    if (pathname === '/overlay') return this.#file(response, 'index.html')
    if (pathname === '/overlay-sw.js') return this.#file(response, 'sw.js')
    if (pathname.startsWith('/overlay-assets/')) {
      return this.#file(response, pathname.slice('/overlay-assets/'.length))
    }
    if (pathname.startsWith('/pictures/')) return this.#picture(response, pathname)
    if (request.headers.authorization !== `Bearer ${this.key}`) {
      return response.writeHead(401, { 'Content-Type': 'application/json' }).end('{}')
    }
    return this.#api(pathname, request, response)
  }

  async #api(pathname: string, request: IncomingMessage, response: ServerResponse) {
    if (pathname === '/overlay/snapshot') {
      this.snapshots++
      const answer = { ...this.snapshot, serverTime: new Date().toISOString() }
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer))
    } else if (pathname === '/overlay/stream') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
      this.#streams.add(response)
      response.on('close', () => this.#streams.delete(response))
      response.write('data: {"channel":"$$transmit/ping","payload":{}}\n\n')
    } else if (pathname === '/overlay/shown') {
      const body = await Array.fromAsync(request)
      this.shown.push(JSON.parse(Buffer.concat(body).toString()).seq)
      response.writeHead(204).end()
    } else if (pathname === '/overlay/packs/complete') {
      const body = await Array.fromAsync(request)
      this.complete.push(JSON.parse(Buffer.concat(body).toString()).id)
      response.writeHead(this.completeStatus).end()
    } else {
      response.writeHead(404).end()
    }
  }

  /** Those that are called a number are there: a landscape of that hue. */
  #picture(response: ServerResponse, pathname: string) {
    const hue = Number(/\/(\d+)\.svg$/.exec(pathname)?.[1] ?? Number.NaN)
    if (Number.isNaN(hue)) return response.writeHead(404).end()
    response.writeHead(200, { 'Content-Type': 'image/svg+xml' }).end(landscape(hue))
  }

  async #file(response: ServerResponse, name: string) {
    const content = await readFile(join(this.#folder, name)).catch(() => null)
    if (content === null) return response.writeHead(404).end()
    response
      .writeHead(200, {
        'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
        'Content-Security-Policy': POLICY,
      })
      .end(content)
  }
}

function landscape(hue: number): string {
  const at = (lightness: number, turn = 0) => `hsl(${hue + turn} 60% ${lightness}%)`
  const ridge = (y: number, fill: string) =>
    `<path fill="${fill}" d="M0 ${y}L120 ${y - 150}L210 ${y - 40}L330 ${y - 230}L470 ${y - 30}L590 ${y - 140}L768 ${y}V1024H0Z"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="768" height="1024" viewBox="0 0 768 1024">
<rect width="768" height="1024" fill="${at(28, 40)}"/><circle cx="520" cy="260" r="120" fill="${at(82, 60)}"/>
${ridge(560, at(45, 20))}${ridge(720, at(32))}${ridge(880, at(18, -20))}</svg>`
}
