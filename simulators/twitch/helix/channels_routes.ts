import { empty, json } from '../http/reply.ts'
import { readIds } from './paging.ts'
import type { Guard } from './guard.ts'
import { badRequest } from '../http/problem.ts'
import type { World } from '../world/world.ts'
import type { Stage } from '../acts/stage.ts'
import type { Router } from '../http/router.ts'

/** @see https://dev.twitch.tv/docs/api/reference/#get-channel-information */
export function channelsRoutes(router: Router, world: World, guard: Guard, stage: Stage): void {
  router.on('GET', '/mock/channels', (request) => {
    guard.any(request)
    const ids = readIds(request, 'broadcaster_id', 100)
    if (ids.length === 0) throw badRequest('Missing required parameter "broadcaster_id"')
    const users = ids.flatMap((id) => world.users.byId(id) ?? [])
    return json({
      data: users.map((user) => {
        const channel = world.channels.of(user.id)
        return {
          broadcaster_id: user.id,
          broadcaster_login: user.login,
          broadcaster_name: user.displayName,
          broadcaster_language: channel.language,
          game_id: channel.categoryId,
          game_name: channel.categoryName,
          title: channel.title,
          delay: 0,
          tags: channel.tags,
          content_classification_labels: [],
          is_branded_content: false,
        }
      }),
    })
  })

  router.on('PATCH', '/mock/channels', (request) => {
    const { broadcaster } = guard.broadcaster(request, 'channel:manage:broadcast')
    const channel = world.channels.of(broadcaster.id)
    const title = request.body.string('title') ?? channel.title
    if (title === '' || title.length > 140) throw badRequest('title must have 1 to 140 characters')
    stage.describe(broadcaster, {
      title,
      categoryId: request.body.string('game_id') ?? channel.categoryId,
      language: request.body.string('broadcaster_language') ?? channel.language,
      tags: request.body.strings('tags') ?? channel.tags,
    })
    return empty()
  })
}
