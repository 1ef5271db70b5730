import { notFound } from '../http/problem.ts'
import type { Hub } from '../eventsub/hub.ts'
import type { User } from '../world/model.ts'
import type { World } from '../world/world.ts'
import { repriceAbout } from '../eventsub/cost.ts'
import { describeToken } from '../auth/token_routes.ts'
import type { Fields } from '../../shared/fields.ts'

/** The client that is named, else the first one. @throws Problem 404 */
export function needClient({ tokens }: World, body: Fields): string {
  const id = body.string('clientId') ?? [...tokens.clients.keys()][0]
  if (!id || !tokens.clients.has(id)) throw notFound('There is no such client')
  return id
}

/** A user token without the sign-in; the user has connected the client then. */
export function mintToken(world: World, hub: Hub, clientId: string, user: User, scopes: string[]) {
  const { tokens } = world
  tokens.grant(clientId, user.id, scopes)
  repriceAbout(hub, tokens, clientId, user.id)
  const { token, refreshToken } = tokens.issueUser({ clientId, userId: user.id, scopes })
  return { ...describeToken(world, token, refreshToken), user_id: user.id }
}
