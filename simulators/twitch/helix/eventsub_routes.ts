import { randomUUID } from 'node:crypto'
import { page } from './paging.ts'
import type { Guard } from './guard.ts'
import type { Hub } from '../eventsub/hub.ts'
import { empty, json } from '../http/reply.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import type { Settings } from '../settings.ts'
import type { Token } from '../world/tokens.ts'
import type { Request } from '../http/request.ts'
import { badRequest, notFound } from '../http/problem.ts'
import { describeSubscription, type Subscription } from '../eventsub/model.ts'
import { assertWithinLimits, totalCost } from '../eventsub/limits.ts'
import {
  assertAllowed,
  costOf,
  readCondition,
  readTransport,
  readType,
} from './subscription_order.ts'

interface Needs {
  world: World
  guard: Guard
  hub: Hub
  settings: Settings
}

/** The subscriptions a token may see: a user's own over WebSocket, or the client's others. */
function visible(hub: Hub, token: Token): Subscription[] {
  return hub.subscriptions.all().filter(({ clientId, userId, transport }) => {
    const overSocket = transport.method === 'websocket'
    return (
      clientId === token.clientId &&
      overSocket === (token.userId !== null) &&
      userId === token.userId
    )
  })
}

/** @twurple deletes with an app token whatever the transport. */
function mayDelete(token: Token, { clientId, userId }: Subscription): boolean {
  return clientId === token.clientId && (token.userId === null || token.userId === userId)
}

/** @see https://dev.twitch.tv/docs/api/reference/#create-eventsub-subscription */
export function eventsubRoutes(router: Router, needs: Needs): void {
  // @twurple's mock mode uses the first; the second is where the rest of Helix lives.
  for (const path of ['/eventsub/subscriptions', '/mock/eventsub/subscriptions']) {
    router.on('POST', path, (request) => create(needs, request))
    router.on('GET', path, (request) => list(needs, request))
    router.on('DELETE', path, (request) => {
      const token = needs.guard.any(request)
      const id = request.query.get('id')
      if (!id) throw badRequest('Missing required parameter "id"')
      const found = needs.hub.subscriptions.get(id)
      if (!found || !mayDelete(token, found)) throw notFound('The subscription was not found')
      needs.hub.subscriptions.remove(found)
      needs.world.changed()
      return empty()
    })
  }
}

function totals({ hub, settings }: Needs, token: Token) {
  const all = visible(hub, token)
  return {
    total: all.length,
    total_cost: totalCost(all),
    max_total_cost: token.userId === null ? settings.maxTotalCostApp : settings.maxTotalCost,
  }
}

function create(needs: Needs, request: Request) {
  const { world, guard, hub, settings } = needs
  const token = guard.any(request)
  const { type, spec } = readType(request.body)
  const condition = readCondition(request.body, spec)
  const transport = readTransport(request.body, token, hub)
  if (spec.webhookOnly && transport.method !== 'webhook') {
    throw badRequest(`${type} is available over webhook only`)
  }
  assertAllowed(world, token, spec, condition)
  const subscription: Subscription = {
    id: randomUUID(),
    clientId: token.clientId,
    userId: token.userId,
    status: transport.method === 'webhook' ? 'webhook_callback_verification_pending' : 'enabled',
    type,
    version: spec.version,
    condition,
    cost: costOf(world, token, condition),
    createdAt: world.clock.stamp(),
    transport,
    failures: 0,
  }
  assertWithinLimits(hub, settings, subscription)
  hub.subscriptions.add(subscription)
  if (transport.method === 'websocket' && token.userId !== null) {
    const session = hub.sockets.get(transport.sessionId)
    if (session) {
      session.owner = { clientId: token.clientId, userId: token.userId }
      session.subscriptionCount += 1
    }
  }
  const answer = json({ data: [describeSubscription(subscription)], ...totals(needs, token) }, 202)
  if (transport.method === 'webhook') {
    void hub.verify(subscription, transport).then((proven) => {
      if (proven) subscription.status = 'enabled'
      else hub.subscriptions.end(subscription, 'webhook_callback_verification_failed')
      world.changed()
    })
  }
  world.changed()
  return answer
}

function list(needs: Needs, request: Request) {
  const token = needs.guard.any(request)
  const { query } = request
  const filters = ['status', 'type', 'user_id', 'subscription_id'].filter((name) => query.has(name))
  if (filters.length > 1) throw badRequest('specify only one filter')
  const [status, type] = [query.get('status'), query.get('type')]
  const [userId, id] = [query.get('user_id'), query.get('subscription_id')]
  const found = visible(needs.hub, token).filter(
    (subscription) =>
      (!status || subscription.status === status) &&
      (!type || subscription.type === type) &&
      (!id || subscription.id === id) &&
      (!userId || Object.values(subscription.condition).includes(userId))
  )
  const { items, pagination } = page(
    withPageSize(request),
    found,
    (subscription) => subscription.id
  )
  return json({ ...totals(needs, token), data: items.map(describeSubscription), pagination })
}

/** Twitch pages this list by 100 unasked. */
function withPageSize(request: Request): Request {
  const query = new URLSearchParams(request.query)
  if (!query.has('first')) query.set('first', '100')
  return { ...request, query }
}
