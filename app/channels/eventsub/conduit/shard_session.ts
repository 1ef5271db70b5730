import logger from '@adonisjs/core/services/logger'
import { twitchSettings } from '#twitch/twitch_settings'
import type { RawMessage, Revocation } from '#twitch/eventsub/frame'
import { EventSubSession, type SessionListener } from '#twitch/eventsub/event_sub_session'
import type { Deliver } from '#channels/eventsub/deliver'
import type { HeardLog } from '#channels/eventsub/heard_log'
import type { ParkedMessages } from '#channels/parked_messages'
import type { TakeRevocation } from '#channels/eventsub/take_revocation'

interface Services {
  deliver: Deliver
  revoke: TakeRevocation
  heard: HeardLog
  parked: ParkedMessages
}

interface Listener {
  /** It is connected, and waits to be given a shard: Twitch closes it after ten seconds without. */
  onChange: () => void
  onLost: (reason: string) => void
}

/** A WebSocket session that receives for one shard of the conduit, whoever the messages are about. */
export class ShardSession implements SessionListener {
  #session: EventSubSession
  #sessionId: string | undefined
  /** The session that the shard was last given. */
  #assigned: string | undefined

  constructor(
    readonly name: string,
    private services: Services,
    private listener: Listener
  ) {
    this.#session = new EventSubSession(() => twitchSettings().socketUrl, this)
  }

  /** The session that its shard has yet to be given; undefined when there is nothing to do. */
  get unassigned(): string | undefined {
    return this.#sessionId === this.#assigned ? undefined : this.#sessionId
  }

  get isAssigned(): boolean {
    return this.#sessionId !== undefined && this.#sessionId === this.#assigned
  }

  get sessionId(): string | undefined {
    return this.#sessionId
  }

  start(): void {
    this.#session.start()
  }

  stop(): void {
    this.#session.stop()
    this.#sessionId = this.#assigned = undefined
  }

  assigned(sessionId: string): void {
    this.#assigned = sessionId
    this.#session.settled()
  }

  /** Twitch says that the shard has another receiver, or none. */
  unassign(): void {
    this.#assigned = undefined
  }

  onHeard(): void {
    if (this.isAssigned) {
      this.services.heard.receiver(this.name)
    }
  }

  onConnected({ sessionId, isResumed }: { sessionId: string; isResumed: boolean }): void {
    if (isResumed && this.isAssigned) {
      // The shard moves along with its session.
      this.#assigned = sessionId
    }
    this.#sessionId = sessionId
    this.listener.onChange()
  }

  onMessage(message: RawMessage): void {
    void this.services.deliver.execute(message)
  }

  onRevoked(revocation: Revocation): void {
    this.services.revoke.execute(revocation).catch((error: unknown) => {
      logger.error({ event: 'eventsub.failed', err: error }, 'A revocation could not be noted')
    })
  }

  onLost(reason: string): void {
    this.#sessionId = this.#assigned = undefined
    this.listener.onLost(reason)
  }

  onUnusable(kind: string, reason: string, text: string): void {
    this.services.parked.park({ kind, reason, sample: text })
  }
}
