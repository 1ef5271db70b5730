import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'
import { heartbeat } from './heartbeat.ts'
import { reasonOf, statusAfter } from './close_codes.ts'
import type { Clock } from '../world/clock.ts'
import type { Settings } from '../settings.ts'
import type { DeliveryFaults } from '../faults/delivery_faults.ts'
import { keepaliveFrame, sessionFrame, type SessionPayload } from './frames.ts'

/** A little before the client would think that the line is dead. */
const KEEPALIVE_AFTER = 0.9

/**
 * One EventSub WebSocket session. It can outlive its socket: after session_reconnect the new
 * socket takes over when its welcome is sent, and until then the old one gets everything.
 */
export class Session {
  readonly id = `AgoQ${randomBytes(24).toString('base64url')}`
  readonly connectedAt: string
  readonly keepaliveSeconds: number
  messagesSent = 0
  onEnd: (status: string) => void = () => {}
  #owner: { clientId: string; userId: string } | null = null
  #used = false
  readonly #clock: Clock
  readonly #settings: Settings
  readonly #faults: DeliveryFaults
  readonly #cancel = new Set<() => void>()
  #socket: WebSocket
  #lastSentAt = 0
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

  /** Whose it is: that of the first subscription. Null while unused, and for a conduit's shard. */
  get owner(): { clientId: string; userId: string } | null {
    return this.#owner
  }

  /** A subscription or a shard uses it: it is not closed as unused any more. */
  adopt(owner: { clientId: string; userId: string } | null): void {
    this.#used = true
    this.#owner ??= owner
  }

  welcome(): void {
    this.send(sessionFrame('session_welcome', this.#clock.stamp(), this.#describe('connected')))
    this.#later(this.#settings.unusedSeconds * 1000, () => {
      if (!this.#used) this.close(4003)
    })
    this.#keepAlive()
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
    this.#later(this.#settings.reconnectSeconds * 1000, () => this.#closeOne(old, 4004))
  }

  /** The client came to the reconnect URL; after the welcome the new socket gets everything. */
  handOver(socket: WebSocket, delayMs: number): void {
    this.#listen(socket)
    const welcome = () => {
      if (this.#ended || socket.readyState !== WebSocket.OPEN) return socket.terminate()
      this.#socket = socket
      const payload = this.#describe('connected')
      this.send(sessionFrame('session_welcome', this.#clock.stamp(), payload))
    }
    if (delayMs > 0) this.#later(delayMs, welcome)
    else welcome()
  }

  close(code: number): void {
    this.#closeOne(this.#socket, code)
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
    const spoke = () => this.#closeOne(socket, 4001)
    socket.on('error', () => socket.terminate())
    // Whatever the client sends but a pong, and the close itself.
    socket.on('message', spoke)
    socket.on('ping', spoke)
    socket.on('close', () => {
      if (socket === this.#socket) this.#end(statusAfter(0))
    })
    heartbeat(socket, this.#settings.pingSeconds, () => this.#closeOne(socket, 4002))
  }

  /** The session ends with the socket it lives on, not with one it has left or not reached yet. */
  #closeOne(socket: WebSocket, code: number): void {
    socket.close(code, reasonOf(code))
    if (socket === this.#socket) this.#end(statusAfter(code))
  }

  #keepAlive(): void {
    const silence = this.keepaliveSeconds * 1000 * KEEPALIVE_AFTER
    const due = this.#lastSentAt + silence - this.#clock.now()
    this.#later(Math.max(due, 10), () => {
      const silent = this.#clock.now() - this.#lastSentAt >= silence - 1
      if (silent && !this.#faults.keepalivesStopped) this.send(keepaliveFrame(this.#clock.stamp()))
      else if (silent) this.#lastSentAt = this.#clock.now()
      this.#keepAlive()
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
