import { TwitchError } from '#twitch/twitch_error'
import type { SubscriptionsApi } from '#twitch/api/subscriptions_api'
import type { WantedSubscription } from '#twitch/eventsub/wanted_subscriptions'
import { wantedSubscriptions } from '#channels/features/channel_features'
import type { ConnectionLog } from '#channels/eventsub/connection_log'

export interface Subscribed {
  enabled: number
  /** Those that may succeed when tried again. */
  again: WantedSubscription[]
  retryAfterMs: number
}

const RETRY_MS = 5_000

/** Makes the wanted subscriptions on a session, side by side: Twitch waits 10 s for the first. */
export class Subscriber {
  constructor(
    private api: SubscriptionsApi,
    private log: ConnectionLog,
    private broadcasterId: string
  ) {}

  async subscribe(sessionId: string, wanted = wantedSubscriptions([])): Promise<Subscribed> {
    const result: Subscribed = { enabled: 0, again: [], retryAfterMs: RETRY_MS }
    await Promise.all(wanted.map((one) => this.#subscribe(sessionId, one, result)))
    return result
  }

  async #subscribe(sessionId: string, wanted: WantedSubscription, result: Subscribed) {
    try {
      const { id, cost } = await this.api.create(wanted, this.broadcasterId, sessionId)
      await this.log.subscription(wanted, this.broadcasterId, {
        status: 'enabled',
        twitchId: id,
        cost,
      })
      result.enabled += 1
    } catch (error) {
      await this.#refused(wanted, error, result)
    }
  }

  async #refused(wanted: WantedSubscription, error: unknown, result: Subscribed): Promise<void> {
    if (!(error instanceof TwitchError)) {
      throw error
    }
    if (error.kind === 'conflict') {
      result.enabled += 1
      return this.log.subscription(wanted, this.broadcasterId, { status: 'enabled' })
    }
    if (error.isRetryable) {
      result.again.push(wanted)
      result.retryAfterMs = Math.max(result.retryAfterMs, error.retryAfterMs ?? 0)
    }
    await this.log.subscription(wanted, this.broadcasterId, {
      status: error.isRetryable ? 'wanted' : 'refused',
      reason: error.message,
    })
  }
}
