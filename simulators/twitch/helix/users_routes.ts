import { json } from '../http/reply.ts'
import { readIds } from './paging.ts'
import type { Guard } from './guard.ts'
import { badRequest } from '../http/problem.ts'
import type { User } from '../world/model.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'

/** @see https://dev.twitch.tv/docs/api/reference/#get-users */
export function usersRoutes(router: Router, world: World, guard: Guard, baseUrl: () => string) {
  const helixUser = (user: User, email: boolean) => ({
    id: user.id,
    login: user.login,
    display_name: user.displayName,
    type: '',
    broadcaster_type: user.broadcasterType,
    description: '',
    profile_image_url: `${baseUrl()}/avatars/${user.id}.svg`,
    offline_image_url: '',
    view_count: 0,
    ...(email ? { email: `${user.login}@example.test` } : {}),
    created_at: user.createdAt,
  })

  router.on('GET', '/mock/users', (request) => {
    const token = guard.any(request)
    const ids = readIds(request, 'id', 100)
    const logins = readIds(request, 'login', 100)
    if (ids.length + logins.length > 100) throw badRequest('At most 100 users can be asked for')
    if (ids.length + logins.length === 0) {
      if (token.userId === null) throw badRequest('The id or login query parameter is required')
      ids.push(token.userId)
    }
    const found = new Set<User>()
    for (const id of ids) {
      const user = world.users.byId(id)
      if (user) found.add(user)
    }
    for (const login of logins) {
      const user = world.users.byLogin(login)
      if (user) found.add(user)
    }
    const seesEmail = (user: User) =>
      user.id === token.userId && token.scopes.includes('user:read:email')
    return json({ data: [...found].map((user) => helixUser(user, seesEmail(user))) })
  })
}
