import { json } from '../http/reply.ts'
import { page, readIds } from './paging.ts'
import type { Guard } from './guard.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import type { Channel } from '../world/model.ts'

/** @see https://dev.twitch.tv/docs/api/reference/#get-streams */
export function streamsRoutes(router: Router, world: World, guard: Guard): void {
  router.on('GET', '/mock/streams', (request) => {
    guard.any(request)
    const ids = new Set(readIds(request, 'user_id', 100))
    const logins = new Set(readIds(request, 'user_login', 100).map((login) => login.toLowerCase()))
    const games = readIds(request, 'game_id', 100)
    const languages = readIds(request, 'language', 100)
    const anybody = ids.size + logins.size === 0
    const live = world.channels
      .live()
      .filter((channel) => {
        const login = world.users.byId(channel.broadcasterId)?.login ?? ''
        return anybody || ids.has(channel.broadcasterId) || logins.has(login)
      })
      .filter(({ categoryId }) => games.length === 0 || games.includes(categoryId))
      .filter(({ language }) => languages.length === 0 || languages.includes(language))
      .sort((one, other) => other.viewerCount - one.viewerCount)
    const { items, pagination } = page(request, live, ({ broadcasterId }) => broadcasterId)
    return json({ data: items.map((channel) => helixStream(world, channel)), pagination })
  })
}

function helixStream(world: World, channel: Channel) {
  const user = world.users.byId(channel.broadcasterId)
  return {
    id: channel.stream?.id ?? '',
    user_id: channel.broadcasterId,
    user_login: user?.login ?? '',
    user_name: user?.displayName ?? '',
    game_id: channel.categoryId,
    game_name: channel.categoryName,
    type: 'live',
    title: channel.title,
    viewer_count: channel.viewerCount,
    started_at: channel.stream?.startedAt ?? '',
    language: channel.language,
    thumbnail_url: '',
    tag_ids: [],
    tags: channel.tags,
    is_mature: false,
  }
}
