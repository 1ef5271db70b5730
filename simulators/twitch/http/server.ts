import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Watchers } from './watchers.ts'
import { pageFile } from './page_files.ts'
import { Dispatcher } from './dispatcher.ts'
import { json, type Reply } from './reply.ts'
import { Problem } from './problem.ts'
import { type Request, readRequest } from './request.ts'
import type { Simulation } from '../simulation.ts'

export interface ServerOptions {
  port: number
  appUrl: string
  /** Makes a fresh simulation, at the start and at every reset. */
  begin: (baseUrl: () => string, changed: () => void) => Simulation
}

/** Serves one simulation after the other on one port, on both loopback addresses. */
export class SimulatorServer {
  readonly #options: ServerOptions
  readonly #watchers = new Watchers()
  readonly #servers: Server[] = []
  #simulation: Simulation
  #dispatcher: Dispatcher
  #port = 0

  constructor(options: ServerOptions) {
    this.#options = options
    this.#simulation = this.#begin()
    this.#dispatcher = new Dispatcher(this.#simulation)
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** @throws the listen error, for example EADDRINUSE */
  async listen(): Promise<number> {
    this.#port = await this.#open('127.0.0.1', this.#options.port)
    this.#simulation.hub.sockets.baseUrl = this.url
    // Some systems resolve localhost to ::1 first; not every machine has it.
    await this.#open('::1', this.#port).catch(() => {})
    return this.#port
  }

  end(): void {
    this.#watchers.end()
    this.#simulation.end()
    for (const server of this.#servers) {
      server.closeAllConnections()
      server.close()
    }
  }

  #begin(): Simulation {
    const simulation = this.#options.begin(
      () => this.url,
      () => this.#watchers.changed()
    )
    simulation.onReset = () => this.#reset()
    return simulation
  }

  #reset(): void {
    this.#simulation.end()
    this.#simulation = this.#begin()
    this.#simulation.hub.sockets.baseUrl = this.url
    this.#dispatcher = new Dispatcher(this.#simulation)
    this.#watchers.changed()
  }

  #open(host: string, port: number): Promise<number> {
    const server = createServer((message, response) => {
      void this.#handle(message, response)
    })
    server.keepAliveTimeout = 60_000
    server.on('upgrade', (message, socket, head) => {
      socket.on('error', () => socket.destroy())
      if (new URL(message.url ?? '/', 'http://simulator').pathname !== '/ws') {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
      } else {
        this.#simulation.hub.sockets.accept(message, socket, head)
      }
    })
    this.#servers.push(server)
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, () => {
        const address = server.address()
        resolve(typeof address === 'object' && address ? address.port : port)
      })
    })
  }

  async #handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (message.url === '/control/stream') return this.#watchers.add(response)
      const request = await readRequest(message)
      send(response, await this.#answer(request))
    } catch (error) {
      if (!(error instanceof Problem)) process.stderr.write(`${stackOf(error)}\n`)
      const [status, title, text] =
        error instanceof Problem
          ? [error.status, error.title, error.message]
          : [500, 'Internal Server Error', 'The simulator itself has a bug here']
      send(response, json({ error: title, status, message: text }, status))
    }
  }

  async #answer(request: Request): Promise<Reply> {
    if (request.method === 'GET') {
      const file = await pageFile(request.path, this.#simulation.world, this.#options.appUrl)
      if (file) return file
    }
    return this.#dispatcher.answer(request)
  }
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, {
    ...reply.headers,
    'content-length': Buffer.byteLength(reply.body),
  })
  response.end(reply.body)
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
