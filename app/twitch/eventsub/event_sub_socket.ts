import { WebSocket } from 'ws'
import { MalformedData } from '#twitch/fields'
import { type Frame, kindOf, readFrame } from '#twitch/eventsub/frame'
import { closeReason } from '#twitch/eventsub/close_codes'

const HANDSHAKE_MS = 10_000
const DEFAULT_KEEPALIVE_SECONDS = 10
const MAX_FRAME_BYTES = 1_000_000

/** On top of the promised keepalive, for a slow network. */
const SLACK_MS = 3_000

export interface SocketListener {
  /** Something came, be it a keepalive: the connection lives. */
  onHeard(): void
  onFrame(socket: EventSubSocket, frame: Exclude<Frame, { type: 'keepalive' }>): void
  /** A frame that cannot be used; the connection goes on. */
  onMalformed(kind: string, reason: string, text: string): void
  onClosed(socket: EventSubSocket, reason: string): void
}

/**
 * One WebSocket to Twitch, which only ever listens: whatever a client sends
 * other than pong makes Twitch close it. Silence longer than the promised
 * keepalive means that it is dead, whatever TCP says.
 */
export class EventSubSocket {
  #socket: WebSocket
  #watchdog: NodeJS.Timeout | undefined
  #keepaliveMs = DEFAULT_KEEPALIVE_SECONDS * 1_000
  #isGreeted = false
  #isClosed = false

  constructor(
    url: string,
    private listener: SocketListener,
    welcomeMs = HANDSHAKE_MS
  ) {
    this.#socket = new WebSocket(url, {
      handshakeTimeout: HANDSHAKE_MS,
      maxPayload: MAX_FRAME_BYTES,
      perMessageDeflate: false,
    })
    this.#expect(welcomeMs, 'Twitch did not greet in time.')
    this.#socket.on('message', (data) => this.#received(String(data)))
    this.#socket.on('ping', () => this.#alive())
    this.#socket.on('close', (code) =>
      this.#closed(this.#isGreeted ? closeReason(code) : 'Twitch could not be reached.')
    )
    // Always followed by `close`.
    this.#socket.on('error', () => {})
  }

  /** Ends it without telling the listener. */
  close(): void {
    this.#isClosed = true
    clearTimeout(this.#watchdog)
    this.#socket.close()
    // A peer that does not answer the close would keep the process alive.
    setTimeout(() => this.#socket.terminate(), 1_000).unref()
  }

  #received(text: string): void {
    if (this.#isClosed) {
      return
    }

    const frame = this.#read(text)
    if (frame?.type === 'welcome') {
      this.#isGreeted = true
      this.#keepaliveMs = (frame.keepaliveSeconds ?? DEFAULT_KEEPALIVE_SECONDS) * 1_000
    }
    this.#alive()
    this.listener.onHeard()

    if (frame && frame.type !== 'keepalive') {
      this.listener.onFrame(this, frame)
    }
  }

  #read(text: string): Frame | undefined {
    try {
      return readFrame(text)
    } catch (error) {
      const reason = error instanceof MalformedData ? error.message : 'it cannot be read'
      this.listener.onMalformed(kindOf(text), reason, text)
      return undefined
    }
  }

  #alive(): void {
    this.#expect(this.#keepaliveMs + SLACK_MS, 'Twitch fell silent.')
  }

  #expect(milliseconds: number, reason: string): void {
    clearTimeout(this.#watchdog)
    this.#watchdog = setTimeout(() => {
      this.#socket.terminate()
      this.#closed(reason)
    }, milliseconds)
  }

  #closed(reason: string): void {
    if (!this.#isClosed) {
      this.#isClosed = true
      clearTimeout(this.#watchdog)
      this.listener.onClosed(this, reason)
    }
  }
}
