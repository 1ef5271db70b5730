import logger from '@adonisjs/core/services/logger'
import { twitchSettings } from '#twitch/twitch_settings'
import type { RawMessage, Revocation } from '#twitch/eventsub/frame'
import { EventSubSession, type SessionListener } from '#twitch/eventsub/event_sub_session'
import { ConnectionLog } from '#channels/eventsub/connection_log'
import { Subscriber } from '#channels/eventsub/subscriber'
import { revocationReason } from '#channels/eventsub/revocation_reason'
import type { ConnectionServices } from '#channels/eventsub/connection_services'

const HEARD_EVERY_MS = 2_000

export interface ListenedStreamer {
  streamerId: string
  /** Twitch's user id. */
  broadcasterId: string
}

/**
 * One streamer's EventSub session with all that belongs to it: subscriptions,
 * what the dashboard shows, and the way of each message into the app.
 */
export class StreamerConnection implements SessionListener {
  #session: EventSubSession
  #log: ConnectionLog
  #subscriber: Subscriber
  #sessionId: string | undefined
  #retry: NodeJS.Timeout | undefined
  #heardTimer: NodeJS.Timeout | undefined
  #heard: { messageAt: Date; eventAt: Date | null; types: Set<string> } | undefined
  #lastHeardAt: Date | null = null
  /** Since when events may have been missed. */
  #gapFrom: Date | null = null
  #isStopped = false
  /** What is written happens in order, and one failure does not stop the next. */
  #queue: Promise<void> = Promise.resolve()

  constructor(
    private streamer: ListenedStreamer,
    private services: ConnectionServices
  ) {
    this.#log = new ConnectionLog(streamer.streamerId)
    this.#subscriber = new Subscriber(services.api, this.#log, streamer.broadcasterId)
    this.#session = new EventSubSession(() => twitchSettings().socketUrl, this)
  }

  async start(): Promise<void> {
    this.#gapFrom = await this.#log.lastMessageAt()
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
    clearTimeout(this.#heardTimer)
    this.#session.stop()
    await this.#log.state(reason ? 'failed' : 'stopped', reason)
  }

  onHeard(): void {
    this.#hear(null)
  }

  onConnected({ sessionId, isResumed }: { sessionId: string; isResumed: boolean }): void {
    this.#sessionId = sessionId
    this.#later(() => (isResumed ? this.#log.connected(sessionId, null) : this.#begin(sessionId)))
  }

  onMessage(message: RawMessage): void {
    this.#hear(message.type)
    void this.#take(message)
  }

  onRevoked({ type, status }: Revocation): void {
    const { streamerId } = this.streamer
    logger.warn(
      { event: 'eventsub.revoked', streamerId, type, status },
      'A subscription was revoked'
    )
    this.#later(() => this.#log.revoked(type, revocationReason(status)))
    this.#later(() => this.services.recheck(streamerId))
  }

  onLost(reason: string): void {
    clearTimeout(this.#retry)
    this.#sessionId = undefined
    this.#gapFrom ??= this.#lastHeardAt
    logger.info(
      { event: 'eventsub.lost', streamerId: this.streamer.streamerId, reason },
      'An EventSub connection was lost'
    )
    this.#later(() => this.#log.state('reconnecting', reason))
  }

  onUnusable(kind: string, reason: string, text: string): void {
    this.services.parked.park({ kind, reason, sample: text })
  }

  async #begin(sessionId: string): Promise<void> {
    if (await this.#subscribe(sessionId)) {
      await this.#isListening(sessionId)
    }
  }

  /** What is redeemed from here on comes by itself; what was before is asked for. */
  async #isListening(sessionId: string): Promise<void> {
    const gap =
      this.#gapFrom === null ? null : this.services.clock.millis() - this.#gapFrom.getTime()
    this.#gapFrom = null
    await this.#log.connected(sessionId, gap === null ? null : Math.round(gap / 1_000))
    await this.services.reconcile(this.streamer.streamerId)
  }

  /** @returns whether anything is being listened to on this session */
  async #subscribe(sessionId: string, again?: Parameters<Subscriber['subscribe']>[1]) {
    const result = await this.#subscriber.subscribe(sessionId, again)
    if (result.enabled > 0) {
      this.#session.settled()
    }
    if (result.again.length > 0 && this.#sessionId === sessionId && !this.#isStopped) {
      this.#retry = setTimeout(
        () => this.#later(() => this.#subscribeAgain(sessionId, result.again)),
        result.retryAfterMs
      )
    }
    return result.enabled > 0 && !this.#isStopped
  }

  async #subscribeAgain(sessionId: string, wanted: Parameters<Subscriber['subscribe']>[1]) {
    if (this.#sessionId === sessionId && (await this.#subscribe(sessionId, wanted))) {
      await this.#isListening(sessionId)
    }
  }

  async #take(message: RawMessage): Promise<void> {
    if ((await this.services.take.execute(message)) === 'too_old') {
      this.#later(() => this.services.reconcile(this.streamer.streamerId))
    }
  }

  /** Noted at once, written every two seconds. */
  #hear(type: string | null): void {
    const now = this.services.clock.now().toJSDate()
    this.#lastHeardAt = now
    this.#heard ??= { messageAt: now, eventAt: null, types: new Set() }
    this.#heard.messageAt = now
    if (type !== null) {
      this.#heard.eventAt = now
      this.#heard.types.add(type)
    }
    this.#heardTimer ??= setTimeout(() => this.#writeHeard(), HEARD_EVERY_MS)
  }

  #writeHeard(): void {
    const heard = this.#heard
    this.#heard = this.#heardTimer = undefined
    if (heard) {
      this.#later(() => this.#log.heard(heard.messageAt, heard.eventAt, [...heard.types]))
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
