import { randomUUID } from 'node:crypto'
import type { Hub } from '../eventsub/hub.ts'
import type { World } from '../world/world.ts'
import { badRequest, Problem } from '../http/problem.ts'
import { readCallback } from './subscription_order.ts'
import { FieldError, type Fields } from '../../shared/fields.ts'
import type { Receiver } from '../eventsub/model.ts'
import { type Conduit, describeShard, type Shard } from '../eventsub/conduits.ts'

const MAX_UPDATES = 100

/** Gives shards their receivers; each that cannot be given is told in `errors`, the others go on. */
export function updateShards(hub: Hub, world: World, conduit: Conduit, updates: Fields[]) {
  if (updates.length === 0 || updates.length > MAX_UPDATES) {
    throw badRequest(`shards must have 1 to ${MAX_UPDATES} entries`)
  }
  const data: ReturnType<typeof describeShard>[] = []
  const errors: { id: string; message: string; code: string }[] = []
  for (const update of updates) {
    const id = update.need('id')
    try {
      data.push(describeShard(updateShard(hub, world, conduit, id, update)))
    } catch (error) {
      if (!(error instanceof Problem) && !(error instanceof FieldError)) throw error
      errors.push({ id, message: error.message, code: 'invalid_parameter' })
    }
  }
  return { data, errors }
}

function updateShard(hub: Hub, world: World, conduit: Conduit, id: string, update: Fields): Shard {
  const shard = conduit.shards.find((known) => known.id === id)
  if (!shard) throw badRequest('The shard id is outside of the range of this conduit')
  shard.transport = readTransport(hub, update)
  shard.failures = 0
  if (shard.transport.method === 'websocket') {
    shard.status = 'enabled'
    return shard
  }
  shard.status = 'webhook_callback_verification_pending'
  verify(hub, world, conduit, shard, shard.transport)
  return shard
}

function readTransport(hub: Hub, update: Fields): Receiver {
  const given = update.object('transport')
  if (!given) throw badRequest('Missing required parameter "transport"')
  if (given.choice('method', ['websocket', 'webhook'] as const) === 'webhook') {
    return { method: 'webhook', ...readCallback(given) }
  }
  const session = hub.sockets.get(given.need('session_id'))
  if (!session) throw badRequest('The websocket session does not exist')
  session.adopt(null)
  return { method: 'websocket', sessionId: session.id, connectedAt: session.connectedAt }
}

function verify(
  hub: Hub,
  world: World,
  conduit: Conduit,
  shard: Shard,
  transport: { callback: string; secret: string }
): void {
  const asked = {
    id: randomUUID(),
    clientId: conduit.clientId,
    userId: null,
    status: 'webhook_callback_verification_pending',
    type: 'conduit.shard.verification',
    version: '1',
    condition: { conduit_id: conduit.id },
    cost: 0,
    createdAt: world.clock.stamp(),
    transport: { method: 'conduit' as const, conduitId: conduit.id },
    failures: 0,
  }
  void hub.prove(asked, transport).then((proven) => {
    if (shard.transport !== transport) return
    shard.status = proven ? 'enabled' : 'webhook_callback_verification_failed'
    world.changed()
  })
}
