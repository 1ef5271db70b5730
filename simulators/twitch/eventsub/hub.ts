import { randomUUID } from 'node:crypto'
import { Courier } from './courier.ts'
import { Sockets } from './sockets.ts'
import { Journal } from './journal.ts'
import { Subscriptions } from './subscriptions.ts'
import { type Conduit, Conduits, describeShard, type Shard } from './conduits.ts'
import type { Session } from './session.ts'
import type { WebhookTarget } from './webhooks.ts'
import type { Clock } from '../world/clock.ts'
import type { Settings } from '../settings.ts'
import type { DeliveryFaults } from '../faults/delivery_faults.ts'
import type { Message, Notice, RevocationReason, Subscription } from './model.ts'

/** Carries what happened to everybody who subscribed, over the transport they chose. */
export class Hub {
  readonly subscriptions = new Subscriptions()
  readonly conduits = new Conduits()
  readonly sockets: Sockets
  readonly journal: Journal
  /** Notifications handed to a transport, by type. */
  readonly sent = new Map<string, number>()
  readonly #clock: Clock
  readonly #courier: Courier
  readonly #faults: DeliveryFaults
  #held: Message[] = []

  constructor(clock: Clock, settings: Settings, faults: DeliveryFaults) {
    this.#clock = clock
    this.#faults = faults
    this.journal = new Journal(clock, settings)
    this.sockets = new Sockets(clock, settings, faults)
    this.sockets.onEnd = (session, status) => this.#sessionEnded(session, status)
    this.#courier = new Courier({
      clock,
      settings,
      sockets: this.sockets,
      conduits: this.conduits,
      subscriptions: this.subscriptions,
      onExhausted: (failed) => {
        const reason = 'notification_failures_exceeded'
        if ('shard' in failed) this.disableShard(failed.conduit, failed.shard, reason)
        else this.revoke(failed, reason)
      },
    })
  }

  publish(notice: Notice): void {
    this.journal.note(notice)
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

  /** Has a new callback proved; answers once the subscription is enabled or has failed. */
  async verify(subscription: Subscription, target: WebhookTarget): Promise<void> {
    const proven = await this.prove(subscription, target)
    if (!this.subscriptions.has(subscription)) return
    if (proven) subscription.status = 'enabled'
    else this.subscriptions.end(subscription, 'webhook_callback_verification_failed')
  }

  prove(subscription: Subscription, target: WebhookTarget): Promise<boolean> {
    const asked = this.#message('webhook_callback_verification', subscription, '')
    return this.#courier.challenge(target, asked)
  }

  /** It gets nothing until it is given another receiver; who watches the conduit is told. */
  disableShard(conduit: Conduit, shard: Shard, status: string): void {
    shard.status = status
    if (shard.transport?.method === 'websocket') {
      shard.transport.disconnectedAt = this.#clock.stamp()
    }
    const { id, transport } = describeShard(shard)
    this.publish({
      type: 'conduit.shard.disabled',
      facts: { client_id: conduit.clientId, conduit_id: conduit.id },
      event: { conduit_id: conduit.id, shard_id: id, status, transport },
    })
  }

  /** Sends what `reorder` held back, newest first. */
  releaseHeld(): void {
    const held = this.#held.reverse()
    this.#held = []
    for (const message of held) this.#transmit(message)
  }

  end(): void {
    this.sockets.endAll()
    this.#courier.end()
  }

  #sessionEnded(session: Session, status: string): void {
    for (const { conduit, shard } of this.conduits.shardsOn(session.id)) {
      if (shard.status === 'enabled') this.disableShard(conduit, shard, status)
    }
    if (!session.owner) return
    const { clientId, userId } = session.owner
    for (const subscription of this.subscriptions.of(clientId, userId)) {
      const { transport } = subscription
      if (transport.method !== 'websocket' || transport.sessionId !== session.id) continue
      if (subscription.status !== 'enabled') continue
      transport.disconnectedAt = this.#clock.stamp()
      this.subscriptions.end(subscription, status)
    }
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
      this.#clock.after(this.#faults.delayMs, () => this.#courier.hand(message))
      return
    }
    this.#courier.hand(message)
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
