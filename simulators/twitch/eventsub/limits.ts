import type { Hub } from './hub.ts'
import type { Subscription } from './model.ts'
import type { Settings } from '../settings.ts'
import { Problem, tooMany } from '../http/problem.ts'

const MAX_SAME = 3

function target({ transport }: Subscription): string {
  if (transport.method === 'websocket') return transport.sessionId
  return transport.method === 'webhook' ? transport.callback : transport.conduitId
}

const isAlive = ({ status }: Subscription) =>
  status === 'enabled' || status === 'webhook_callback_verification_pending'

/** The bucket of limits a subscription falls in: a client and user over WebSocket, else the client. */
function isTogether(one: Subscription, other: Subscription): boolean {
  if (one.clientId !== other.clientId) return false
  const overSocket = one.transport.method === 'websocket'
  if (overSocket !== (other.transport.method === 'websocket')) return false
  return !overSocket || one.userId === other.userId
}

function wantsSame(one: Subscription, other: Subscription): boolean {
  if (one.type !== other.type) return false
  const fields = [...Object.keys(one.condition), ...Object.keys(other.condition)]
  return fields.every((name) => (one.condition[name] ?? '') === (other.condition[name] ?? ''))
}

/**
 * Twitch's limits on a new subscription.
 *
 * @throws Problem 409 for an identical one, 429 over a limit
 */
export function assertWithinLimits(hub: Hub, settings: Settings, wanted: Subscription): void {
  const alive = hub.subscriptions
    .all()
    .filter((other) => isAlive(other) && isTogether(wanted, other))
  const same = alive.filter((other) => wantsSame(wanted, other))
  if (same.some((other) => target(other) === target(wanted))) {
    throw new Problem(409, 'subscription already exists', 'ALREADY_EXISTS')
  }
  if (same.length >= MAX_SAME) {
    throw tooMany('maximum subscriptions with type and condition exceeded')
  }
  const spent = alive.reduce((total, other) => total + other.cost, 0)
  if (spent + wanted.cost > maxTotalCost(settings, wanted)) {
    throw tooMany('total subscription cost exceeded')
  }
  if (wanted.transport.method !== 'websocket') return

  const sockets = new Set(alive.map(target))
  sockets.add(target(wanted))
  if (sockets.size > settings.maxSockets) {
    throw tooMany('number of websocket transports limit exceeded')
  }
  const onSocket = alive.filter((other) => target(other) === target(wanted))
  if (onSocket.length >= settings.maxSubscriptionsPerSocket) {
    throw tooMany('number of subscriptions for this websocket transport exceeded')
  }
}

export function maxTotalCost(settings: Settings, { transport }: Subscription): number {
  return transport.method === 'websocket' ? settings.maxTotalCost : settings.maxTotalCostApp
}

export function totalCost(subscriptions: Subscription[]): number {
  return subscriptions.filter(isAlive).reduce((total, { cost }) => total + cost, 0)
}
