import { fixedPage } from './paging.ts'
import type { Guard } from './guard.ts'
import type { Hub } from '../eventsub/hub.ts'
import { empty, json } from '../http/reply.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import type { Request } from '../http/request.ts'
import { updateShards } from './shard_updates.ts'
import { badRequest, notFound, tooMany } from '../http/problem.ts'
import { type Conduit, describeShard } from '../eventsub/conduits.ts'

const PATH = '/mock/eventsub/conduits'
const MAX_CONDUITS = 5
const MAX_SHARDS = 20_000

const describe = ({ id, shards }: Conduit) => ({ id, shard_count: shards.length })

function readShardCount(request: Request): number {
  const raw = request.query.get('shard_count') ?? request.body.raw()['shard_count']
  const count = Number(raw)
  if (Number.isInteger(count) && count >= 1 && count <= MAX_SHARDS) return count
  throw badRequest(`shard_count must be between 1 and ${MAX_SHARDS}`)
}

/** @see https://dev.twitch.tv/docs/api/reference/#create-conduits */
export function conduitsRoutes(router: Router, world: World, guard: Guard, hub: Hub): void {
  const own = (request: Request, name: string): Conduit => {
    const { clientId } = guard.app(request)
    const id = request.query.get(name) ?? request.body.need(name)
    const conduit = hub.conduits.get(id)
    if (conduit?.clientId !== clientId) throw notFound('conduit not found')
    return conduit
  }

  router.on('GET', PATH, (request) => {
    const { clientId } = guard.app(request)
    return json({ data: hub.conduits.of(clientId).map(describe) })
  })

  router.on('POST', PATH, (request) => {
    const { clientId } = guard.app(request)
    const count = readShardCount(request)
    if (hub.conduits.of(clientId).length >= MAX_CONDUITS) throw tooMany('conduit limit exceeded')
    const conduit = hub.conduits.create(clientId, count)
    world.changed()
    return json({ data: [describe(conduit)] })
  })

  router.on('PATCH', PATH, (request) => {
    const conduit = own(request, 'id')
    hub.conduits.resize(conduit, readShardCount(request))
    world.changed()
    return json({ data: [describe(conduit)] })
  })

  router.on('DELETE', PATH, (request) => {
    const conduit = own(request, 'id')
    hub.conduits.remove(conduit)
    for (const subscription of hub.subscriptions.all()) {
      const { transport } = subscription
      if (transport.method === 'conduit' && transport.conduitId === conduit.id) {
        hub.subscriptions.end(subscription, 'conduit_deleted')
      }
    }
    world.changed()
    return empty()
  })

  router.on('GET', `${PATH}/shards`, (request) => {
    const conduit = own(request, 'conduit_id')
    const status = request.query.get('status')
    const used = conduit.shards.filter(
      (shard) => shard.transport && (!status || shard.status === status)
    )
    const { items, pagination } = fixedPage(request, used, ({ id }) => id)
    return json({ data: items.map(describeShard), pagination })
  })

  router.on('PATCH', `${PATH}/shards`, (request) => {
    const conduit = own(request, 'conduit_id')
    const answer = updateShards(hub, world, conduit, request.body.objects('shards') ?? [])
    world.changed()
    return json(answer, 202)
  })
}
