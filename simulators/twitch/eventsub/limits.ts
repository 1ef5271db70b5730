import type { Hub } from './hub.ts'
import { targetOf } from './quota.ts'
import type { Subscription } from './model.ts'
import type { Settings } from '../settings.ts'
import { Problem, tooMany } from '../http/problem.ts'

const MAX_SAME = 3

/**
 * Twitch's limits on a new subscription.
 *
 * @throws Problem 409 for an identical one, 429 over a limit
 */
export function assertWithinLimits(hub: Hub, settings: Settings, wanted: Subscription): void {
  const { quota } = hub.subscriptions
  const alike = quota.alike(wanted)
  if (alike.some((other) => targetOf(other) === targetOf(wanted))) {
    throw new Problem(409, 'subscription already exists', 'ALREADY_EXISTS')
  }
  if (alike.length >= MAX_SAME) {
    throw tooMany('maximum subscriptions with type and condition exceeded')
  }
  const spent = quota.cost(wanted.clientId, wanted.userId)
  if (wanted.cost > 0 && spent + wanted.cost > maxTotalCost(settings, wanted.userId)) {
    throw tooMany('total subscription cost exceeded')
  }
  if (wanted.transport.method !== 'websocket') return

  const sockets = quota.targets(wanted)
  const onSocket = sockets.get(targetOf(wanted)) ?? 0
  if (onSocket === 0 && sockets.size >= settings.maxSockets) {
    throw tooMany('number of websocket transports limit exceeded')
  }
  if (onSocket >= settings.maxSubscriptionsPerSocket) {
    throw tooMany('number of subscriptions for this websocket transport exceeded')
  }
}

/** Of a user over WebSocket, or of the app (`userId` null) over the other transports. */
export function maxTotalCost(settings: Settings, userId: string | null): number {
  return userId === null ? settings.maxTotalCostApp : settings.maxTotalCost
}
