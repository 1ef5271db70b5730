import { page, readIds } from './paging.ts'
import { empty, json } from '../http/reply.ts'
import type { Crowd } from '../acts/crowd.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import { badRequest } from '../http/problem.ts'
import { broadcasterId, type Guard } from './guard.ts'
import type { Request } from '../http/request.ts'
import type { Subscriber, User } from '../world/model.ts'

const SUBSCRIBER_POINTS = { '1000': 1, '2000': 2, '3000': 6 }

function person(world: World, id: string) {
  const user = world.users.byId(id)
  return { user_id: id, user_login: user?.login ?? '', user_name: user?.displayName ?? '' }
}

/** Newest first, narrowed to the user ids asked for. */
function members<T>(request: Request, circle: Map<string, T>): [string, T][] {
  const wanted = readIds(request, 'user_id', 100)
  const all = [...circle].reverse()
  return wanted.length === 0 ? all : all.filter(([id]) => wanted.includes(id))
}

/** Followers, subscribers, moderators and VIPs. */
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
    let points = 0
    for (const { tier } of circle.values()) points += SUBSCRIBER_POINTS[tier]
    const data = items.map(([, subscriber]) => helixSubscription(world, broadcaster, subscriber))
    return json({ data, pagination, points, total: circle.size })
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

function helixSubscription(world: World, broadcaster: User, subscriber: Subscriber) {
  const gifter = subscriber.gifterId ? world.users.byId(subscriber.gifterId) : undefined
  return {
    broadcaster_id: broadcaster.id,
    broadcaster_login: broadcaster.login,
    broadcaster_name: broadcaster.displayName,
    gifter_id: gifter?.id ?? '',
    gifter_login: gifter?.login ?? '',
    gifter_name: gifter?.displayName ?? '',
    is_gift: subscriber.isGift,
    tier: subscriber.tier,
    plan_name: `Tier ${subscriber.tier.slice(0, 1)}`,
    ...person(world, subscriber.userId),
  }
}
