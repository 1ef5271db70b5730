import { empty, json } from '../http/reply.ts'
import { crowdOf, needUser } from './lookups.ts'
import type { Hub } from '../eventsub/hub.ts'
import { badRequest } from '../http/problem.ts'
import { describeUser } from './people_routes.ts'
import { mintToken, needClient } from './mint.ts'
import { seedUser } from '../world/seed.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import { Fields } from '../../shared/fields.ts'

const MAX_USERS = 10_000
const MAX_MEMBERS = 100_000
const MINUTE_MS = 60_000

function readCount(body: Fields, name: string, max: number): number {
  const count = body.integer(name) ?? 0
  if (count >= 0 && count <= max) return count
  throw badRequest(`${name} must be 0 to ${max}`)
}

/** Many at a time: channels with their tokens, and the members of a channel. */
export function bulkRoutes(router: Router, world: World, hub: Hub): void {
  // `streamer_00001` and so on; with `scopes` each gets a token, as after the sign-in.
  router.on('POST', '/control/users/bulk', ({ body }) => {
    const count = readCount(body, 'count', MAX_USERS)
    const prefix = body.string('prefix') ?? 'streamer'
    const scopes = body.strings('scopes')
    const clientId = needClient(world, body)
    const profile = { broadcasterType: 'affiliate', ...body.raw() }
    const data = crowdOf(world, count, prefix).map((user) => {
      seedUser(world, new Fields({ ...profile, login: user.login }))
      const token = scopes ? mintToken(world, hub, clientId, user, scopes) : null
      return { ...describeUser(world, user), token }
    })
    return json({ data })
  })

  // Quietly, as if they had always been there: no event is sent. What a list has already stays.
  router.on('POST', '/control/fill', ({ body }) => {
    const broadcaster = needUser(world, body, 'broadcaster')
    const { community, clock } = world
    const now = clock.now()
    const since = (n: number) => clock.stamp(now - (n + 1) * MINUTE_MS)
    for (const circle of ['followers', 'moderators', 'vips', 'chatters'] as const) {
      const members = community[circle].of(broadcaster.id)
      const crowd = crowdOf(world, readCount(body, circle, MAX_MEMBERS)).reverse()
      for (const [n, { id }] of crowd.entries()) members.set(id, since(crowd.length - n))
    }
    const subscribers = community.subscribers.of(broadcaster.id)
    for (const [n, user] of crowdOf(world, readCount(body, 'subscribers', MAX_MEMBERS)).entries()) {
      subscribers.set(user.id, {
        userId: user.id,
        tier: (['1000', '2000', '3000'] as const)[n % 3] ?? '1000',
        isGift: false,
        gifterId: null,
        months: 1 + (n % 12),
        since: since(n),
      })
    }
    world.changed()
    return empty()
  })
}
