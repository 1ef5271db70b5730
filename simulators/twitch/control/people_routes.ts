import { empty, json } from '../http/reply.ts'
import type { Hub } from '../eventsub/hub.ts'
import { seedUser } from '../world/seed.ts'
import { userFields } from '../acts/people.ts'
import type { World } from '../world/world.ts'
import type { User } from '../world/model.ts'
import type { Router } from '../http/router.ts'
import { badRequest } from '../http/problem.ts'
import { disconnect } from '../acts/disconnect.ts'
import { describeToken } from '../auth/token_routes.ts'
import { needUser } from './lookups.ts'
import { mintToken, needClient } from './mint.ts'

export function describeUser(world: World, user: User) {
  const channel = world.channels.of(user.id)
  return {
    id: user.id,
    login: user.login,
    displayName: user.displayName,
    broadcasterType: user.broadcasterType,
    live: channel.stream !== null,
    viewerCount: channel.viewerCount,
  }
}

/** Accounts, tokens and what users allowed. */
export function peopleRoutes(router: Router, world: World, hub: Hub): void {
  const { tokens } = world

  router.on('GET', '/control/users', () =>
    json({ data: world.users.all().map((user) => describeUser(world, user)) })
  )

  // Also changes the user that has the login already.
  router.on('POST', '/control/users', ({ body }) => {
    const user = seedUser(world, body)
    const newLogin = body.string('newLogin')
    if (newLogin) {
      world.users.rename(user, newLogin)
      hub.publish({
        type: 'user.update',
        facts: { user_id: user.id },
        event: { ...userFields(user), description: '' },
      })
    }
    return json(describeUser(world, user))
  })

  router.on('DELETE', '/control/users', ({ body }) => {
    const user = needUser(world, body, 'login')
    for (const subscription of hub.subscriptions.all()) {
      if (Object.values(subscription.condition).includes(user.id)) {
        hub.revoke(subscription, 'user_removed')
      }
    }
    for (const clientId of tokens.clients.keys()) tokens.disconnect(user.id, clientId)
    for (const reward of world.rewards.of(user.id)) world.rewards.remove(reward)
    world.community.forget(user.id)
    world.channels.remove(user.id)
    world.users.remove(user)
    world.changed()
    return empty()
  })

  router.on('POST', '/control/tokens', ({ body }) => {
    const clientId = needClient(world, body)
    const login = body.string('login')
    world.changed()
    if (login) {
      const user = world.users.ensure(login)
      return json(mintToken(world, hub, clientId, user, body.strings('scopes') ?? []))
    }
    const token = tokens.issueApp(clientId)
    return json({ refresh_token: null, scope: [], ...describeToken(world, token, null) })
  })

  // Access tokens of one user, of the app (`app: true`), or of everybody.
  router.on('POST', '/control/tokens/expire', ({ body }) => {
    const login = body.string('login')
    const userId = login ? world.users.get(login).id : undefined
    const app = body.boolean('app')
    const expired = tokens.expire((token) =>
      userId === undefined ? !app || token.userId === null : token.userId === userId
    )
    world.changed()
    return json({ expired })
  })

  router.on('POST', '/control/authorizations/revoke', ({ body }) => {
    const user = needUser(world, body, 'login')
    if (!disconnect(world, hub, user, needClient(world, body))) {
      throw badRequest(`${user.login} has not connected this client`, 'NOT_CONNECTED')
    }
    return empty()
  })
}
