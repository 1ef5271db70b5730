import { randomUUID } from 'node:crypto'
import { Sockets } from './sockets.ts'
import { Webhooks } from './webhooks.ts'
import { messageFrame } from './frames.ts'
import { Conduits, type Shard } from './conduits.ts'
import { Subscriptions } from './subscriptions.ts'
import type { Clock } from '../world/clock.ts'
import type { Settings } from '../settings.ts'
import type { DeliveryFaults } from '../faults/delivery_faults.ts'
import type { Message, Notice, RevocationReason, Subscription } from './model.ts'

const WEBHOOK_RETRIES = 3

/** Carries what happened to everybody who subscribed, over the transport they chose. */
export class Hub {
  readonly subscriptions = new Subscriptions()
  readonly conduits = new Conduits()
  readonly webhooks = new Webhooks()
  readonly sockets: Sockets
  /** Notifications handed to a transport, by type. */
  readonly sent = new Map<string, number>()
  readonly #clock: Clock
  readonly #settings: Settings
  readonly #faults: DeliveryFaults
  #held: Message[] = []

  constructor(clock: Clock, settings: Settings, faults: DeliveryFaults) {
    this.#clock = clock
    this.#settings = settings
    this.#faults = faults
    this.sockets = new Sockets(clock, settings, faults)
    this.sockets.onEnd = (session, status) => {
      this.conduits.sessionEnded(session.id, status)
      for (const subscription of this.subscriptions.all()) {
        const { transport } = subscription
        if (transport.method !== 'websocket' || transport.sessionId !== session.id) continue
        if (subscription.status === 'enabled') this.subscriptions.end(subscription, status)
      }
    }
  }

  publish(notice: Notice): void {
    const subscriptions = this.subscriptions.waitingFor(notice)
    if (subscriptions.length === 0) return
    const eventJson = JSON.stringify(notice.event)
    for (const subscription of subscriptions) {
      this.#notify(this.#message('notification', subscription, eventJson))
    }
  }

  /** Twitch says it once and never again. */
  revoke(subscription: Subscription, reason: RevocationReason): void {
    if (subscription.status !== 'enabled') return
    this.subscriptions.end(subscription, reason)
    this.#transmit(this.#message('revocation', subscription, ''))
  }

  /** Proves a new callback; the subscription or shard is told how it went. */
  async verify(
    subscription: Subscription,
    target: { callback: string; secret: string }
  ): Promise<boolean> {
    return this.webhooks.challenge(
      target,
      this.#message('webhook_callback_verification', subscription, '')
    )
  }

  /** Sends what `reorder` held back, newest first. */
  releaseHeld(): void {
    const held = this.#held.reverse()
    this.#held = []
    for (const message of held) this.#transmit(message)
  }

  #notify(message: Message): void {
    if (this.#faults.take('losses')) return
    if (this.#faults.reorder > 0) {
      this.#faults.reorder -= 1
      this.#held.push(message)
      if (this.#faults.reorder === 0) this.releaseHeld()
      return
    }
    this.#transmit(message)
    if (this.#faults.take('duplicates')) this.#transmit(message)
    if (this.#faults.take('twins')) this.#transmit({ ...message, id: randomUUID() })
  }

  #transmit(message: Message): void {
    const { type } = message.subscription
    if (message.type === 'notification') this.sent.set(type, (this.sent.get(type) ?? 0) + 1)
    if (this.#faults.delayMs > 0) {
      this.#clock.after(this.#faults.delayMs, () => this.#hand(message))
      return
    }
    this.#hand(message)
  }

  #hand(message: Message): void {
    const { subscription } = message
    const { transport } = subscription
    if (transport.method === 'websocket') {
      this.sockets.get(transport.sessionId)?.send(messageFrame(message))
    } else if (transport.method === 'webhook') {
      void this.#post(transport, message, subscription, () =>
        this.revoke(subscription, 'notification_failures_exceeded')
      )
    } else {
      const conduit = this.conduits.get(transport.conduitId)
      const shard = conduit && this.conduits.pick(conduit)
      if (shard) this.#handToShard(shard, message)
    }
  }

  #handToShard(shard: Shard, message: Message): void {
    const { transport } = shard
    if (transport?.method === 'websocket') {
      this.sockets.get(transport.sessionId)?.send(messageFrame(message))
    } else if (transport) {
      void this.#post(transport, message, shard, () => {
        shard.status = 'notification_failures_exceeded'
      })
    }
  }

  async #post(
    target: { callback: string; secret: string },
    message: Message,
    receiver: { failures: number },
    giveUp: () => void
  ): Promise<void> {
    for (let retry = 0; retry <= WEBHOOK_RETRIES; retry += 1) {
      if (await this.webhooks.deliver(target, message, retry)) {
        receiver.failures = 0
        return
      }
      receiver.failures += 1
      if (message.type !== 'notification') return
      if (receiver.failures >= this.#settings.webhookMaxFailures) return giveUp()
      await this.#clock.wait(this.#settings.webhookRetryMs * 2 ** retry)
    }
  }

  #message(type: Message['type'], subscription: Subscription, eventJson: string): Message {
    return {
      id: randomUUID(),
      type,
      timestamp: this.#clock.stamp(this.#clock.now() - this.#faults.backdateMs),
      subscription,
      eventJson,
    }
  }
}
