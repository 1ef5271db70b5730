import type { Hub } from '../eventsub/hub.ts'
import type { Conduit, Shard } from '../eventsub/conduits.ts'
import type { World } from '../world/world.ts'
import type { Reward, User } from '../world/model.ts'
import { notFound } from '../http/problem.ts'
import type { Fields } from '../../shared/fields.ts'

/** The user that field names by login or id. @throws Problem 404 */
export function needUser(world: World, body: Fields, field: string): User {
  return world.users.get(body.need(field))
}

/** A viewer by login or id, created when new; null when the field is absent. */
export function optionalViewer(world: World, body: Fields, field: string): User | null {
  const reference = body.string(field)
  return reference ? world.users.ensure(reference) : null
}

export function needViewer(world: World, body: Fields, field: string): User {
  return world.users.ensure(body.need(field))
}

/** Made-up viewers, the same ones every time. */
export function crowdOf(world: World, size: number, prefix = 'fan'): User[] {
  const names = Array.from(
    { length: size },
    (_, n) => `${prefix}_${String(n + 1).padStart(5, '0')}`
  )
  return names.map((name) => world.users.ensure(name))
}

/** The broadcaster's reward by id or title. @throws Problem 404 */
export function needReward(world: World, broadcaster: User, reference: string): Reward {
  const reward = world.rewards.find(broadcaster.id, reference)
  if (!reward) throw notFound(`${broadcaster.login} has no reward "${reference}"`)
  return reward
}

/** @throws Problem 404 */
export function needConduit(hub: Hub, body: Fields): Conduit {
  const conduit = hub.conduits.get(body.need('conduit'))
  if (!conduit) throw notFound('There is no such conduit')
  return conduit
}

/** @throws Problem 404 */
export function needShard({ shards }: Conduit, body: Fields): Shard {
  const id = body.need('shard')
  const shard = shards.find((known) => known.id === id)
  if (!shard) throw notFound(`The conduit has no shard ${id}`)
  return shard
}
