import { empty, json } from '../http/reply.ts'
import type { Stage } from '../acts/stage.ts'
import { badRequest } from '../http/problem.ts'
import { describeUser } from './people_routes.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import type { Fields } from '../../shared/fields.ts'
import { needUser, needViewer, optionalViewer } from './lookups.ts'

/** Live, viewers, title, raids, cheers and chat. */
export function stageRoutes(router: Router, world: World, stage: Stage): void {
  const setViewers = (body: Fields, broadcasterId: string) => {
    const count = body.integer('viewerCount')
    if (count === undefined) return
    if (count < 0) throw badRequest('viewerCount must be 0 or more')
    world.channels.of(broadcasterId).viewerCount = count
    world.changed()
  }

  router.on('POST', '/control/live', ({ body }) => {
    const broadcaster = needUser(world, body, 'broadcaster')
    setViewers(body, broadcaster.id)
    if (body.boolean('live') ?? true) stage.goLive(broadcaster)
    else stage.goOffline(broadcaster)
    return json(describeUser(world, broadcaster))
  })

  router.on('POST', '/control/viewers', ({ body }) => {
    const broadcaster = needUser(world, body, 'broadcaster')
    if (!body.has('viewerCount')) throw badRequest('viewerCount must be a whole number')
    setViewers(body, broadcaster.id)
    return json(describeUser(world, broadcaster))
  })

  router.on('POST', '/control/channel', ({ body }) => {
    const broadcaster = needUser(world, body, 'broadcaster')
    const channel = world.channels.of(broadcaster.id)
    stage.describe(broadcaster, {
      title: body.string('title') ?? channel.title,
      categoryId: body.string('categoryId') ?? channel.categoryId,
      categoryName: body.string('categoryName') ?? channel.categoryName,
      language: body.string('language') ?? channel.language,
    })
    return empty()
  })

  router.on('POST', '/control/raid', ({ body }) => {
    const [from, to] = [needViewer(world, body, 'from'), needUser(world, body, 'to')]
    stage.raid(from, to, body.integer('viewers') ?? 1)
    return empty()
  })

  router.on('POST', '/control/cheer', ({ body }) => {
    const broadcaster = needUser(world, body, 'broadcaster')
    const bits = body.integer('bits') ?? 1
    if (bits < 1) throw badRequest('bits must be 1 or more')
    const message = body.string('message') ?? `Cheer${bits}`
    stage.cheer(broadcaster, optionalViewer(world, body, 'viewer'), bits, message)
    return empty()
  })

  router.on('POST', '/control/chat', ({ body }) => {
    const broadcaster = needUser(world, body, 'broadcaster')
    const viewer = needViewer(world, body, 'viewer')
    return json({ id: stage.chat(broadcaster, viewer, body.need('message')) })
  })

  router.on('GET', '/control/chat', ({ query }) => {
    const broadcaster = query.get('broadcaster')
    const id = broadcaster ? world.users.get(broadcaster).id : undefined
    return json({
      data: world.chat(id).map((line) => ({
        ...line,
        login: world.users.byId(line.userId)?.login ?? '',
      })),
    })
  })
}
