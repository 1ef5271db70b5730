import { randomUUID } from 'node:crypto'
import type { Duplex } from 'node:stream'
import type { IncomingMessage } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { Session } from './session.ts'
import { reasonOf } from './close_codes.ts'
import type { Clock } from '../world/clock.ts'
import type { Settings } from '../settings.ts'
import type { DeliveryFaults } from '../faults/delivery_faults.ts'

const DEFAULT_KEEPALIVE_SECONDS = 10

/** The nearest of 10 to 600, as on Twitch; null for what is no number. */
function readKeepalive(query: URLSearchParams): number | null {
  const seconds = Number(query.get('keepalive_timeout_seconds') ?? DEFAULT_KEEPALIVE_SECONDS)
  return Number.isNaN(seconds) ? null : Math.round(Math.min(600, Math.max(10, seconds)))
}

/** The WebSocket side of EventSub: who is connected, and the hand-over at session_reconnect. */
export class Sockets {
  readonly #server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    autoPong: false,
  })
  readonly #sessions = new Map<string, Session>()
  readonly #reconnects = new Map<string, Session>()
  readonly #clock: Clock
  readonly #settings: Settings
  readonly #faults: DeliveryFaults
  /** The session's last socket is gone, and so are its subscriptions. */
  onEnd: (session: Session, status: string) => void = () => {}
  onChange: () => void = () => {}
  baseUrl = ''

  constructor(clock: Clock, settings: Settings, faults: DeliveryFaults) {
    this.#clock = clock
    this.#settings = settings
    this.#faults = faults
  }

  get(id: string): Session | undefined {
    return this.#sessions.get(id)
  }

  all(): Session[] {
    return [...this.#sessions.values()]
  }

  /** Handles the HTTP upgrade of `/ws`. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#faults.refuseSocketsUntil > this.#clock.now() || this.#faults.take('refuseSockets')) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n')
      return
    }
    const query = new URL(request.url ?? '/', 'http://simulator').searchParams
    const keepalive = readKeepalive(query)
    if (keepalive === null) {
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
      return
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const reconnect = query.get('reconnect')
      if (reconnect === null) return this.#open(webSocket, keepalive)
      const session = this.#reconnects.get(reconnect)
      this.#reconnects.delete(reconnect)
      if (!session) return webSocket.close(4007, reasonOf(4007))
      session.handOver(webSocket, this.#faults.welcomeDelayMs)
    })
  }

  /** Asks a client to move to another socket, as Twitch does before it restarts an edge server. */
  reconnect(session: Session): string {
    const ticket = randomUUID()
    const url = `${this.baseUrl.replace('http', 'ws')}/ws?reconnect=${ticket}`
    this.#reconnects.set(ticket, session)
    session.askToReconnect(url)
    return url
  }

  endAll(): void {
    for (const session of this.all()) session.kill()
    this.#server.close()
  }

  #open(webSocket: WebSocket, keepalive: number): void {
    const session = new Session(
      webSocket,
      this.#settings.keepaliveSeconds || keepalive,
      this.#clock,
      this.#settings,
      this.#faults
    )
    this.#sessions.set(session.id, session)
    session.onEnd = (status) => {
      this.#sessions.delete(session.id)
      this.onEnd(session, status)
      this.onChange()
    }
    session.welcome()
    this.onChange()
  }
}
