import { randomUUID } from 'node:crypto'
import { fixedPage } from './paging.ts'
import type { Guard } from './guard.ts'
import type { Hub } from '../eventsub/hub.ts'
import { costOf } from '../eventsub/cost.ts'
import { empty, json } from '../http/reply.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import type { Settings } from '../settings.ts'
import type { Token } from '../world/tokens.ts'
import type { Request } from '../http/request.ts'
import { badRequest, notFound } from '../http/problem.ts'
import { describeSubscription, type Subscription } from '../eventsub/model.ts'
import { assertWithinLimits, maxTotalCost } from '../eventsub/limits.ts'
import { subscriptionFilter } from './subscription_filter.ts'
import { assertAllowed, readCondition, readTransport, readType } from './subscription_order.ts'

interface Needs {
  world: World
  guard: Guard
  hub: Hub
  settings: Settings
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

function totals({ hub, settings }: Needs, { clientId, userId }: Token) {
  return {
    total: hub.subscriptions.of(clientId, userId).size,
    total_cost: hub.subscriptions.quota.cost(clientId, userId),
    max_total_cost: maxTotalCost(settings, userId),
  }
}

function create(needs: Needs, request: Request) {
  const { world, guard, hub, settings } = needs
  const token = guard.any(request)
  const { clientId, userId } = token
  const { type, spec } = readType(request.body)
  const condition = readCondition(request.body, spec)
  const transport = readTransport(request.body, token, hub)
  if (spec.webhookOnly && transport.method !== 'webhook') {
    throw badRequest(`${type} is available over webhook only`)
  }
  assertAllowed(world, hub, token, spec, condition)
  const subscription: Subscription = {
    id: randomUUID(),
    clientId,
    userId,
    status: transport.method === 'webhook' ? 'webhook_callback_verification_pending' : 'enabled',
    type,
    version: spec.version,
    condition,
    cost: costOf(world.tokens, { clientId, userId, condition }),
    createdAt: world.clock.stamp(),
    transport,
    failures: 0,
  }
  assertWithinLimits(hub, settings, subscription)
  hub.subscriptions.add(subscription)
  if (transport.method === 'websocket' && userId !== null) {
    hub.sockets.get(transport.sessionId)?.adopt({ clientId, userId })
  }
  const answer = json({ data: [describeSubscription(subscription)], ...totals(needs, token) }, 202)
  if (transport.method === 'webhook') {
    void hub.verify(subscription, transport).then(() => world.changed())
  }
  world.changed()
  return answer
}

/** By 100, oldest first; Twitch takes no page size here. */
function list(needs: Needs, request: Request) {
  const token = needs.guard.any(request)
  const wanted = subscriptionFilter(request.query)
  const all = [...needs.hub.subscriptions.of(token.clientId, token.userId)]
  const { items, pagination } = fixedPage(request, all.filter(wanted), ({ id }) => id)
  return json({ ...totals(needs, token), data: items.map(describeSubscription), pagination })
}
