import { person } from './person.ts'
import { page, readIds } from './paging.ts'
import { empty, json } from '../http/reply.ts'
import type { Crowd } from '../acts/crowd.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import { badRequest, forbidden, unauthorized } from '../http/problem.ts'
import { broadcasterId, type Guard } from './guard.ts'
import type { Request } from '../http/request.ts'
import { helixSubscription, pointsOf } from './subscriber.ts'

/** Newest first, narrowed to the user ids asked for. */
function members<T>(request: Request, circle: Map<string, T>): [string, T][] {
  const wanted = readIds(request, 'user_id', 100)
  const all = [...circle].reverse()
  return wanted.length === 0 ? all : all.filter(([id]) => wanted.includes(id))
}

const MAX_CHATTERS = 1000

/** Followers, subscribers, chatters, moderators and VIPs. */
export function communityRoutes(router: Router, world: World, guard: Guard, crowd: Crowd): void {
  const { community } = world

  router.on('GET', '/mock/channels/followers', (request) => {
    const token = guard.any(request)
    const broadcaster = guard.named(broadcasterId(request))
    const circle = community.followers.of(broadcaster.id)
    const maySee =
      token.userId !== null &&
      token.scopes.includes('moderator:read:followers') &&
      community.mayModerate(broadcaster.id, token.userId)
    // Without the right Twitch tells the number and hides the names.
    if (!maySee) return json({ total: circle.size, data: [], pagination: {} })
    const { items, pagination } = page(request, members(request, circle), ([id]) => id)
    const data = items.map(([id, at]) => ({ ...person(world, id), followed_at: at }))
    return json({ total: circle.size, data, pagination })
  })

  router.on('GET', '/mock/subscriptions', (request) => {
    const { broadcaster } = guard.broadcaster(request, 'channel:read:subscriptions')
    const circle = community.subscribers.of(broadcaster.id)
    const { items, pagination } = page(request, members(request, circle), ([id]) => id)
    const data = items.map(([, subscriber]) => helixSubscription(world, broadcaster, subscriber))
    return json({ data, pagination, points: pointsOf(circle), total: circle.size })
  })

  router.on('GET', '/mock/chat/chatters', (request) => {
    const token = guard.user(request, 'moderator:read:chatters')
    const broadcaster = guard.named(broadcasterId(request))
    if (request.query.get('moderator_id') !== token.userId) {
      throw unauthorized('The moderator_id must match the user ID in the access token')
    }
    if (!community.mayModerate(broadcaster.id, token.userId)) {
      throw forbidden('The user is not one of the broadcaster’s moderators')
    }
    const circle = community.chatters.of(broadcaster.id)
    const everybody = [...circle.keys()]
    const { items, pagination } = page(request, everybody, (id) => id, {
      max: MAX_CHATTERS,
      usual: 100,
    })
    return json({ data: items.map((id) => person(world, id)), pagination, total: circle.size })
  })

  const roles = [
    {
      role: 'moderator' as const,
      path: '/mock/moderation/moderators',
      circle: community.moderators,
      read: ['moderation:read', 'channel:manage:moderators'],
      manage: 'channel:manage:moderators',
    },
    {
      role: 'vip' as const,
      path: '/mock/channels/vips',
      circle: community.vips,
      read: ['channel:read:vips', 'channel:manage:vips'],
      manage: 'channel:manage:vips',
    },
  ]
  for (const { role, path, circle, read, manage } of roles) {
    router.on('GET', path, (request) => {
      const { broadcaster } = guard.broadcaster(request, ...read)
      const list = members(request, circle.of(broadcaster.id))
      const { items, pagination } = page(request, list, ([id]) => id)
      return json({ data: items.map(([id]) => person(world, id)), pagination })
    })
    const change = (holds: boolean) => (request: Request) => {
      const { broadcaster } = guard.broadcaster(request, manage)
      const viewer = guard.named(request.query.get('user_id') ?? '')
      if (circle.of(broadcaster.id).has(viewer.id) === holds) {
        throw badRequest(`The user is ${holds ? 'already' : 'not'} a ${role} of the channel`)
      }
      crowd.setRole(role, broadcaster, viewer, holds)
      return empty()
    }
    router.on('POST', path, change(true))
    router.on('DELETE', path, change(false))
  }
}
