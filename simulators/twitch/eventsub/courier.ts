import type { Sockets } from './sockets.ts'
import { messageFrame } from './frames.ts'
import type { Message } from './model.ts'
import type { Settings } from '../settings.ts'
import type { Clock } from '../world/clock.ts'
import type { Subscriptions } from './subscriptions.ts'
import type { Conduit, Conduits, Shard } from './conduits.ts'
import { Webhooks, type WebhookTarget } from './webhooks.ts'

const WEBHOOK_RETRIES = 3

interface Needs {
  clock: Clock
  settings: Settings
  sockets: Sockets
  conduits: Conduits
  subscriptions: Subscriptions
  /** A callback has failed too often: the subscription ends, or the shard. */
  onExhausted: (failed: Message['subscription'] | { conduit: Conduit; shard: Shard }) => void
}

/** Brings a message to its receiver: a socket, a callback, or the next shard of a conduit. */
export class Courier {
  readonly #needs: Needs
  readonly #webhooks = new Webhooks()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  hand(message: Message): void {
    const { transport } = message.subscription
    if (transport.method === 'websocket') this.#send(transport.sessionId, message)
    else if (transport.method === 'webhook') void this.#post(transport, message)
    else void this.#toConduit(transport.conduitId, message)
  }

  /** Asks a callback to prove that it wants these events. */
  challenge(target: WebhookTarget, message: Message): Promise<boolean> {
    return this.#webhooks.challenge(target, message)
  }

  end(): void {
    this.#webhooks.end()
  }

  #send(sessionId: string, message: Message): void {
    this.#needs.sockets.get(sessionId)?.send(messageFrame(message))
  }

  /** Again and again, under the same message id, until it is taken, unwanted, or given up. */
  async #post(target: WebhookTarget, message: Message): Promise<void> {
    const { subscription } = message
    for (let retry = 0; retry <= WEBHOOK_RETRIES; retry += 1) {
      if (await this.#webhooks.deliver(target, message, retry)) {
        subscription.failures = 0
        return
      }
      // A revocation is said once.
      if (message.type !== 'notification') return
      subscription.failures += 1
      if (subscription.failures >= this.#needs.settings.webhookMaxFailures) {
        return this.#needs.onExhausted(subscription)
      }
      await this.#pause(retry)
      if (!this.#isWanted(message)) return
    }
  }

  /** What one shard does not take goes to the next. Without an enabled shard it is lost, as on Twitch. */
  async #toConduit(conduitId: string, message: Message): Promise<void> {
    const { conduits, settings } = this.#needs
    for (let retry = 0; retry <= WEBHOOK_RETRIES; retry += 1) {
      const conduit = conduits.get(conduitId)
      const shard = conduit && conduits.pick(conduit)
      if (!conduit || !shard?.transport) return
      if (shard.transport.method === 'websocket') {
        return this.#send(shard.transport.sessionId, message)
      }
      if (await this.#webhooks.deliver(shard.transport, message, retry)) {
        shard.failures = 0
        return
      }
      if (message.type !== 'notification') return
      shard.failures += 1
      const exhausted = shard.failures >= settings.webhookMaxFailures
      if (exhausted && shard.status === 'enabled') this.#needs.onExhausted({ conduit, shard })
      await this.#pause(retry)
      if (!this.#isWanted(message)) return
    }
  }

  #isWanted({ subscription }: Message): boolean {
    return subscription.status === 'enabled' && this.#needs.subscriptions.has(subscription)
  }

  #pause(retry: number): Promise<void> {
    return this.#needs.clock.wait(this.#needs.settings.webhookRetryMs * 2 ** retry)
  }
}
