import { inject } from '@adonisjs/core'
import { Fields, MalformedData } from '#twitch/fields'
import { TwitchClient } from '#twitch/api/twitch_client'
import { TwitchError } from '#twitch/twitch_error'

/** Where Twitch delivers to, as its API wants it. */
export type Delivery =
  | { method: 'websocket'; session_id: string }
  | { method: 'webhook'; callback: string; secret: string }
  | { method: 'conduit'; conduit_id: string }

export interface SubscriptionOrder {
  type: string
  version: string
  condition: Record<string, unknown>
  delivery: Delivery
  /** Whose token makes it, over WebSocket: Twitch's user id of the streamer. Else the app's. */
  broadcasterId: string | null
}

/** A subscription as Twitch lists it. */
export interface SubscriptionOnTwitch {
  id: string
  /** `enabled`, `webhook_callback_verification_pending`, or why it is over. */
  status: string
  type: string
  version: string
  condition: Record<string, unknown>
  cost: number
  /** The session, address or conduit it delivers to; Twitch shows no secret. */
  target: string
  createdAt: Date
}

/** Twitch's EventSub subscriptions: over a WebSocket of the streamer, else of the app. All may throw TwitchError. */
@inject()
export class SubscriptionsApi {
  constructor(private client: TwitchClient) {}

  async create(order: SubscriptionOrder): Promise<SubscriptionOnTwitch> {
    const { type, version, condition, delivery, broadcasterId } = order
    const answer = await this.client.callApi<unknown>({
      type: 'helix',
      url: 'eventsub/subscriptions',
      method: 'POST',
      jsonBody: { type, version, condition, transport: delivery },
      ...as(broadcasterId),
    })
    const [created] = read(answer).data
    if (!created) {
      throw new TwitchError('unexpected', { detail: 'A subscription was made and not told of.' })
    }
    return created
  }

  /** One that does not exist any more is as good as deleted. */
  async delete(id: string, broadcasterId: string | null): Promise<void> {
    try {
      await this.client.callApi({
        type: 'helix',
        url: 'eventsub/subscriptions',
        method: 'DELETE',
        query: { id },
        ...as(broadcasterId),
      })
    } catch (error) {
      if (!(error instanceof TwitchError && error.kind === 'not_found')) {
        throw error
      }
    }
  }

  /**
   * A hundred of them, of all or by one filter.
   *
   * @param options.about only those whose condition names this user
   */
  async page(options: {
    broadcasterId: string | null
    about?: string
    type?: string
    after?: string
  }): Promise<{ data: SubscriptionOnTwitch[]; next: string | null }> {
    const { broadcasterId, about, type, after } = options
    const answer = await this.client.callApi<unknown>({
      type: 'helix',
      url: 'eventsub/subscriptions',
      query: { user_id: about, type, after },
      ...as(broadcasterId),
    })
    return read(answer)
  }
}

function as(broadcasterId: string | null) {
  return broadcasterId === null
    ? { forceType: 'app' as const }
    : { forceType: 'user' as const, userId: broadcasterId }
}

function read(answer: unknown): { data: SubscriptionOnTwitch[]; next: string | null } {
  try {
    const fields = new Fields(answer)
    const next = fields.has('pagination')
      ? fields.object('pagination').optionalString('cursor') || null
      : null
    return { data: fields.list('data').map(readSubscription), next }
  } catch (error) {
    throw error instanceof MalformedData
      ? new TwitchError('unexpected', { detail: error.message })
      : error
  }
}

function readSubscription(fields: Fields): SubscriptionOnTwitch {
  const transport = fields.object('transport')
  return {
    id: fields.id('id'),
    status: fields.id('status'),
    type: fields.id('type'),
    version: fields.id('version'),
    condition: fields.object('condition').raw,
    cost: fields.integer('cost'),
    target:
      transport.optionalString('session_id') ??
      transport.optionalString('callback') ??
      transport.optionalString('conduit_id') ??
      '',
    createdAt: fields.date('created_at'),
  }
}
