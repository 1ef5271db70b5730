import type { SubscriptionOnTwitch } from '#twitch/api/subscriptions_api'
import { type TwitchError } from '#twitch/twitch_error'
import type { Method } from '#channels/eventsub/transports/transport'

/** What became of an attempt to make a subscription. */
export interface Outcome {
  /** Of our row, and what it was to deliver to: another one is wanted if that has changed meanwhile. */
  id: string
  target: string
  /** Whose token it was made with, by Twitch's user id; the app's own when null. */
  maker: string | null
  status: 'pending' | 'enabled' | 'wanted' | 'refused'
  twitchId: string | null
  cost: number
  reason: string | null
  /** When to try again. */
  retrySeconds: number
}

const REFUSED_SECONDS = 3_600
const LIMIT_SECONDS = 600
const FIRST_RETRY_SECONDS = 2
const MAX_RETRY_SECONDS = 600

interface Attempted {
  id: string
  target: string
  attempts: number
  transport: Method
  broadcaster_id: string | null
}

const about = ({ id, target, transport, broadcaster_id: broadcasterId }: Attempted) => ({
  id,
  target,
  maker: transport === 'websocket' ? broadcasterId : null,
})

/** Over a webhook it is enabled once we have proved that the address is ours. */
export function made(of: Attempted, { id, status, cost }: SubscriptionOnTwitch): Outcome {
  return {
    ...about(of),
    status: status === 'enabled' ? 'enabled' : 'pending',
    twitchId: id,
    cost,
    reason: null,
    retrySeconds: 0,
  }
}

export function failed(of: Attempted, error: TwitchError): Outcome {
  return {
    ...about(of),
    status: error.isRetryable || error.kind === 'conflict' ? 'wanted' : 'refused',
    twitchId: null,
    cost: 0,
    reason: error.message,
    retrySeconds: retrySeconds(of, error),
  }
}

function retrySeconds({ attempts }: Attempted, error: TwitchError): number {
  if (error.isRetryable || error.kind === 'conflict') {
    const backoff = FIRST_RETRY_SECONDS * 2 ** Math.min(attempts, 10)
    return Math.min(MAX_RETRY_SECONDS, Math.max(backoff, (error.retryAfterMs ?? 0) / 1_000))
  }
  return error.kind.startsWith('subscription_') ? LIMIT_SECONDS : REFUSED_SECONDS
}
