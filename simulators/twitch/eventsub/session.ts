import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'
import type { Clock } from '../world/clock.ts'
import type { Settings } from '../settings.ts'
import type { DeliveryFaults } from '../faults/delivery_faults.ts'
import { keepaliveFrame, sessionFrame, type SessionPayload } from './frames.ts'

const ENDS = new Map([
  [4000, 'websocket_internal_error'],
  [4001, 'websocket_received_inbound_traffic'],
  [4002, 'websocket_failed_ping_pong'],
  [4003, 'websocket_connection_unused'],
  [4005, 'websocket_network_timeout'],
  [4006, 'websocket_network_error'],
])

const CLOSE_REASONS = new Map([
  [4000, 'internal server error'],
  [4001, 'client sent inbound traffic'],
  [4002, 'client failed ping-pong'],
  [4003, 'connection unused'],
  [4004, 'reconnect grace time expired'],
  [4005, 'network timeout'],
  [4006, 'network error'],
  [4007, 'invalid reconnect'],
])

/**
 * One EventSub WebSocket session. It can outlive its socket once: after session_reconnect the new
 * socket takes over when its welcome is sent, and until then the old one gets everything.
 */
export class Session {
  readonly id = `AgoQ${randomBytes(24).toString('base64url')}`
  readonly connectedAt: string
  readonly keepaliveSeconds: number
  /** Bound by the first subscription. */
  owner: { clientId: string; userId: string } | null = null
  subscriptionCount = 0
  messagesSent = 0
  onEnd: (status: string) => void = () => {}
  readonly #clock: Clock
  readonly #settings: Settings
  readonly #faults: DeliveryFaults
  readonly #cancel = new Set<() => void>()
  #socket: WebSocket
  #lastSentAt = 0
  #answered = true
  #ended = false

  constructor(
    socket: WebSocket,
    keepaliveSeconds: number,
    clock: Clock,
    settings: Settings,
    faults: DeliveryFaults
  ) {
    this.#socket = socket
    this.#clock = clock
    this.#settings = settings
    this.#faults = faults
    this.keepaliveSeconds = keepaliveSeconds
    this.connectedAt = clock.stamp()
    this.#listen(socket)
  }

  welcome(): void {
    this.send(sessionFrame('session_welcome', this.#clock.stamp(), this.#describe('connected')))
    this.#later(this.#settings.unusedSeconds * 1000, () => {
      if (this.subscriptionCount === 0) this.close(4003)
    })
    this.#keepAlive()
    this.#ping()
  }

  send(frame: string): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return
    this.#lastSentAt = this.#clock.now()
    this.messagesSent += 1
    this.#socket.send(frame)
  }

  askToReconnect(url: string): void {
    const old = this.#socket
    const session = { ...this.#describe('reconnecting'), reconnect_url: url }
    session.keepalive_timeout_seconds = null
    this.send(sessionFrame('session_reconnect', this.#clock.stamp(), session))
    this.#later(this.#settings.reconnectSeconds * 1000, () => {
      old.close(4004, CLOSE_REASONS.get(4004))
    })
  }

  /** The client came to the reconnect URL; after the welcome the new socket gets everything. */
  handOver(socket: WebSocket, delayMs: number): void {
    this.#listen(socket)
    const welcome = () => {
      if (this.#ended || socket.readyState !== WebSocket.OPEN) return socket.terminate()
      this.#socket = socket
      this.#answered = true
      const payload = this.#describe('connected')
      this.send(sessionFrame('session_welcome', this.#clock.stamp(), payload))
    }
    if (delayMs > 0) this.#later(delayMs, welcome)
    else welcome()
  }

  close(code: number): void {
    this.#socket.close(code, CLOSE_REASONS.get(code) ?? '')
    this.#end(ENDS.get(code) ?? 'websocket_disconnected')
  }

  /** Cuts the line without a word, as a network failure does. */
  kill(): void {
    this.#socket.terminate()
    this.#end('websocket_network_error')
  }

  #describe(status: 'connected' | 'reconnecting'): SessionPayload {
    return {
      id: this.id,
      status,
      connected_at: this.connectedAt,
      keepalive_timeout_seconds: this.keepaliveSeconds,
      reconnect_url: null,
      recovery_url: null,
    }
  }

  #listen(socket: WebSocket): void {
    socket.on('error', () => socket.terminate())
    socket.on('pong', () => (this.#answered = true))
    socket.on('message', () => {
      socket.close(4001, CLOSE_REASONS.get(4001))
      if (socket === this.#socket) this.#end('websocket_received_inbound_traffic')
    })
    socket.on('close', () => {
      if (socket === this.#socket) this.#end('websocket_disconnected')
    })
  }

  #keepAlive(): void {
    const silence = this.keepaliveSeconds * 1000
    const due = this.#lastSentAt + silence - this.#clock.now()
    this.#later(Math.max(due, 10), () => {
      const silent = this.#clock.now() - this.#lastSentAt >= silence - 1
      if (silent && !this.#faults.keepalivesStopped) this.send(keepaliveFrame(this.#clock.stamp()))
      else if (silent) this.#lastSentAt = this.#clock.now()
      this.#keepAlive()
    })
  }

  #ping(): void {
    this.#later(this.#settings.pingSeconds * 1000, () => {
      if (!this.#answered) return this.close(4002)
      this.#answered = false
      this.#socket.ping()
      this.#ping()
    })
  }

  #later(milliseconds: number, task: () => void): void {
    const cancel = this.#clock.after(milliseconds, () => {
      this.#cancel.delete(cancel)
      task()
    })
    this.#cancel.add(cancel)
  }

  #end(status: string): void {
    if (this.#ended) return
    this.#ended = true
    for (const cancel of this.#cancel) cancel()
    this.onEnd(status)
  }
}
