import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { onLucid } from '#core/sql'
import { twitchSettings } from '#twitch/twitch_settings'
import type { RawMessage, Revocation } from '#twitch/eventsub/frame'
import { EventSubSession, type SessionListener } from '#twitch/eventsub/event_sub_session'
import { lookAgain } from '#channels/eventsub/look_again'
import { SessionLog } from '#channels/eventsub/websocket/session_log'
import type { SessionServices } from '#channels/eventsub/websocket/session_services'

export interface ListenedStreamer {
  streamerId: string
  /** Twitch's user id. */
  broadcasterId: string
}

const MIN_RETRY_MS = 250

interface Duties {
  services: SessionServices
  /** Whether WebSocket is the transport that was chosen, or only goes on until another has taken over. */
  isChosen: () => boolean
  /** Brings the rows of this session in line with what is wanted. */
  plan: (session: { streamerId: string; sessionId: string }) => Promise<void>
}

/**
 * One streamer's EventSub session with all that belongs to it: subscriptions,
 * what the dashboard shows, and the way of each message into the app.
 */
export class StreamerConnection implements SessionListener {
  #session: EventSubSession
  #log: SessionLog
  #sessionId: string | undefined
  #isListening = false
  #retry: NodeJS.Timeout | undefined
  #lastHeardAt: Date | null = null
  /** Since when events may have been missed. */
  #gapFrom: Date | null = null
  #isStopped = false
  /** What is written happens in order, and one failure does not stop the next. */
  #queue: Promise<void> = Promise.resolve()

  constructor(
    private streamer: ListenedStreamer,
    private duties: Duties
  ) {
    this.#log = new SessionLog(streamer.streamerId, duties.isChosen)
    this.#session = new EventSubSession(() => twitchSettings().socketUrl, this)
  }

  /** Twitch's id of the session; undefined while it is not connected. */
  get sessionId(): string | undefined {
    return this.#sessionId
  }

  async start(): Promise<void> {
    this.#gapFrom = await this.#log.unheardSince()
    await this.#log.state('connecting')
    if (!this.#isStopped) {
      this.#session.start()
    }
  }

  /**
   * Waits for no call to Twitch: the process may be about to end.
   *
   * @param reason why, when it is worth telling the streamer
   */
  async stop(reason: string | null = null): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#retry)
    this.#session.stop()
    await this.#log.state(reason ? 'failed' : 'stopped', reason)
  }

  /** Makes what is wanted on this session and due. */
  attend(): void {
    const sessionId = this.#sessionId
    if (sessionId !== undefined) {
      this.#later(() => this.#attend(sessionId))
    }
  }

  onHeard(): void {
    this.#lastHeardAt = this.duties.services.clock.now().toJSDate()
    this.duties.services.heard.session(this.streamer.streamerId)
  }

  onConnected({ sessionId, isResumed }: { sessionId: string; isResumed: boolean }): void {
    this.#sessionId = sessionId
    this.#later(() => (isResumed ? this.#log.moved(sessionId) : this.#begin(sessionId)))
  }

  onMessage(message: RawMessage): void {
    void this.duties.services.deliver.execute(message)
  }

  onRevoked(revocation: Revocation): void {
    this.#later(async () => {
      await this.duties.services.revoke.execute(revocation)
    })
  }

  onLost(reason: string): void {
    clearTimeout(this.#retry)
    this.#sessionId = undefined
    this.#isListening = false
    this.#gapFrom ??= this.#lastHeardAt
    logger.info(
      { event: 'eventsub.lost', streamerId: this.streamer.streamerId, reason },
      'An EventSub connection was lost'
    )
    this.#later(() => this.#log.state('reconnecting', reason))
  }

  onUnusable(kind: string, reason: string, text: string): void {
    this.duties.services.parked.park({ kind, reason, sample: text })
  }

  async #begin(sessionId: string): Promise<void> {
    await this.duties.plan({ streamerId: this.streamer.streamerId, sessionId })
    await this.#attend(sessionId)
  }

  async #attend(sessionId: string): Promise<void> {
    if (this.#sessionId !== sessionId) {
      return
    }
    await this.duties.services.make.ofStreamer(this.streamer.streamerId)
    if (!this.#isListening && (await this.#log.isListening(sessionId))) {
      await this.#begins(sessionId)
    }
    await this.#scheduleRetry()
  }

  /** What happens from here on comes by itself; what was before is asked for. */
  async #begins(sessionId: string): Promise<void> {
    this.#isListening = true
    this.#session.settled()
    const since = this.#gapFrom
    this.#gapFrom = null
    const until = this.duties.services.clock.now().toJSDate()
    await this.#log.connected(sessionId, since && { since, until })
    await lookAgain(onLucid(db.connection()), this.streamer.streamerId)
  }

  async #scheduleRetry(): Promise<void> {
    clearTimeout(this.#retry)
    const millis = await this.#log.nextAttemptIn()
    if (millis !== null && !this.#isStopped) {
      this.#retry = setTimeout(() => this.attend(), Math.max(MIN_RETRY_MS, Math.ceil(millis)))
    }
  }

  #later(work: () => Promise<void>): void {
    const unlessStopped = () => (this.#isStopped ? undefined : work())
    this.#queue = this.#queue.then(unlessStopped).catch((error: unknown) => {
      logger.error(
        { event: 'eventsub.failed', streamerId: this.streamer.streamerId, err: error },
        'An EventSub connection could not be looked after'
      )
    })
  }
}
