import { inject } from '@adonisjs/core'
import { TwitchClient } from '#twitch/api/twitch_client'
import type { WantedSubscription } from '#twitch/eventsub/wanted_subscriptions'

/** EventSub subscriptions over a WebSocket, with the token of the streamer they are about. */
@inject()
export class SubscriptionsApi {
  constructor(private client: TwitchClient) {}

  /** @throws TwitchError */
  async create(wanted: WantedSubscription, broadcasterId: string, sessionId: string) {
    const subscription = await this.client.eventSub.createSubscription(
      wanted.type,
      wanted.version,
      wanted.condition(broadcasterId),
      { method: 'websocket', session_id: sessionId },
      broadcasterId
    )
    return { id: subscription.id, cost: subscription.cost }
  }
}
