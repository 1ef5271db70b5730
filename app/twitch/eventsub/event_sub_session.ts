import { Backoff } from '#twitch/eventsub/backoff'
import type { Frame, RawMessage, Revocation } from '#twitch/eventsub/frame'
import { EventSubSocket, type SocketListener } from '#twitch/eventsub/event_sub_socket'

/** Twitch keeps the old socket that long after session_reconnect. */
const LATE_WELCOME_MS = 30_000

export interface SessionListener {
  /**
   * A welcome. Subscriptions must be made within 10 s, unless `isResumed`:
   * then the old ones carry over and nothing was missed.
   */
  onConnected(session: { sessionId: string; isResumed: boolean }): void
  /** Something came, be it a keepalive. */
  onHeard(): void
  onMessage(message: RawMessage): void
  onRevoked(revocation: Revocation): void
  /** Told once, however many attempts to come back fail. */
  onLost(reason: string): void
  onUnusable(kind: string, reason: string, text: string): void
}

/**
 * Stays connected to EventSub for one streamer: reconnects by itself, and moves
 * to another server when Twitch asks, with both sockets open until the new one
 * is greeted. Hands on every message it gets, twice if it comes twice.
 *
 * @see https://dev.twitch.tv/docs/eventsub/handling-websocket-events/
 */
export class EventSubSession implements SocketListener {
  #current: EventSubSocket | undefined
  #next: EventSubSocket | undefined
  #retry: NodeJS.Timeout | undefined
  #isStopped = true
  #isLost = false

  constructor(
    private url: () => string,
    private listener: SessionListener,
    private backoff = new Backoff()
  ) {}

  start(): void {
    this.#isStopped = this.#isLost = false
    this.#connect()
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#retry)
    this.#current?.close()
    this.#next?.close()
    this.#current = this.#next = undefined
  }

  /** The connection proved useful: the next loss is followed by a quick return. */
  settled(): void {
    this.backoff.reset()
  }

  onHeard(): void {
    this.listener.onHeard()
  }

  onFrame(socket: EventSubSocket, frame: Exclude<Frame, { type: 'keepalive' }>): void {
    switch (frame.type) {
      case 'welcome':
        return this.#welcomed(socket, frame.sessionId)
      case 'reconnect':
        return this.#move(socket, frame.url)
      case 'notification':
        return this.listener.onMessage(frame.message)
      case 'revocation':
        return this.listener.onRevoked(frame.revocation)
      case 'unknown':
        return this.listener.onUnusable(frame.kind, 'its type is not known', '')
    }
  }

  onMalformed(kind: string, reason: string, text: string): void {
    this.listener.onUnusable(kind, reason, text)
  }

  onClosed(socket: EventSubSocket, reason: string): void {
    if (socket === this.#next) {
      // The old socket goes on until Twitch closes it; then all starts anew.
      this.#next = undefined
      return
    }
    if (socket === this.#current && !this.#isStopped) {
      this.#current = undefined
      this.#lost(reason)
    }
  }

  #connect(): void {
    this.#current = new EventSubSocket(this.url(), this)
  }

  #welcomed(socket: EventSubSocket, sessionId: string): void {
    const isResumed = socket === this.#next
    if (isResumed) {
      this.#current?.close()
      this.#current = socket
      this.#next = undefined
    }
    this.#isLost = false
    this.listener.onConnected({ sessionId, isResumed })
  }

  #move(socket: EventSubSocket, url: string): void {
    if (socket === this.#current) {
      this.#next?.close()
      this.#next = new EventSubSocket(url, this, LATE_WELCOME_MS)
    }
  }

  #lost(reason: string): void {
    this.#next?.close()
    this.#next = undefined
    if (!this.#isLost) {
      this.#isLost = true
      this.listener.onLost(reason)
    }
    this.#retry = setTimeout(() => this.#connect(), this.backoff.next())
  }
}
