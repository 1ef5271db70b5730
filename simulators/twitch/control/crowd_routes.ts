import { empty, json } from '../http/reply.ts'
import { badRequest } from '../http/problem.ts'
import type { Crowd } from '../acts/crowd.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import type { Fields } from '../../shared/fields.ts'
import { needUser, needViewer, optionalViewer } from './lookups.ts'

const TIERS = ['1000', '2000', '3000'] as const
const readTier = (body: Fields) => body.choice('tier', TIERS) ?? '1000'

/** Follows, subscriptions, gifts and roles. */
export function crowdRoutes(router: Router, world: World, crowd: Crowd): void {
  const pair = (body: Fields) => ({
    broadcaster: needUser(world, body, 'broadcaster'),
    viewer: needViewer(world, body, 'viewer'),
  })

  router.on('POST', '/control/follow', ({ body }) => {
    const { broadcaster, viewer } = pair(body)
    crowd.follow(broadcaster, viewer)
    return empty()
  })

  router.on('POST', '/control/unfollow', ({ body }) => {
    const { broadcaster, viewer } = pair(body)
    crowd.unfollow(broadcaster, viewer)
    return empty()
  })

  router.on('POST', '/control/subscribe', ({ body }) => {
    const { broadcaster, viewer } = pair(body)
    crowd.subscribe(broadcaster, viewer, readTier(body), null, false)
    return empty()
  })

  router.on('POST', '/control/resubscribe', ({ body }) => {
    const { broadcaster, viewer } = pair(body)
    crowd.resubscribe(broadcaster, viewer, {
      tier: readTier(body),
      months: body.integer('months') ?? 2,
      streak: body.integer('streak') ?? null,
      message: body.string('message') ?? '',
    })
    return empty()
  })

  // Without `gifter` it is anonymous; without `recipients`, `total` made-up viewers get one.
  router.on('POST', '/control/gift', ({ body }) => {
    const broadcaster = needUser(world, body, 'broadcaster')
    const total = body.integer('total') ?? 1
    if (total < 1 || total > 1000) throw badRequest('total must be 1 to 1000')
    const names =
      body.strings('recipients') ??
      Array.from({ length: total }, (_, n) => `lucky_${String(n + 1).padStart(4, '0')}`)
    const recipients = names.map((name) => world.users.ensure(name))
    crowd.gift(broadcaster, optionalViewer(world, body, 'gifter'), recipients, readTier(body))
    return json({ recipients: recipients.map(({ id, login }) => ({ id, login })) })
  })

  // `quietly` ends it without an event.
  router.on('POST', '/control/unsubscribe', ({ body }) => {
    const { broadcaster, viewer } = pair(body)
    crowd.unsubscribe(broadcaster, viewer, body.boolean('quietly') ?? false)
    return empty()
  })

  router.on('POST', '/control/chatters', ({ body }) => {
    const { broadcaster, viewer } = pair(body)
    crowd.setPresence(broadcaster, viewer, body.boolean('present') ?? true)
    return empty()
  })

  for (const role of ['moderator', 'vip'] as const) {
    router.on('POST', `/control/${role}s`, ({ body }) => {
      const { broadcaster, viewer } = pair(body)
      crowd.setRole(role, broadcaster, viewer, body.boolean('holds') ?? true)
      return empty()
    })
  }
}
