import type { World } from '../world/world.ts'
import type { Token } from '../world/tokens.ts'
import type { User } from '../world/model.ts'
import type { Request } from '../http/request.ts'
import { badRequest, notFound, unauthorized } from '../http/problem.ts'

export interface UserToken extends Token {
  userId: string
}

/** Who calls, and whether the token allows it; each refusal is worded as Twitch words it. */
export class Guard {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  /** @throws Problem 401 for a missing, unknown or expired token or another client's id */
  any(request: Request): Token {
    const [scheme, value] = (request.headers.authorization ?? '').split(' ')
    if (!value || scheme?.toLowerCase() !== 'bearer') throw unauthorized('OAuth token is missing')
    const clientId = request.headers['client-id']
    if (typeof clientId !== 'string' || !clientId) throw unauthorized('Client ID is missing')
    const token = this.#world.tokens.valid(value)
    if (!token) throw unauthorized('Invalid OAuth token')
    if (token.clientId !== clientId) throw unauthorized('Client ID and OAuth token do not match')
    return token
  }

  /** @throws Problem 401 unless it is an app token */
  app(request: Request): Token {
    const token = this.any(request)
    if (token.userId !== null) throw unauthorized('This endpoint needs an app access token')
    return token
  }

  /** A user token with at least one of the scopes. @throws Problem 401 */
  user(request: Request, ...scopes: string[]): UserToken {
    const { userId, ...token } = this.any(request)
    if (userId === null) throw unauthorized('Missing User OAUTH Token')
    if (scopes.length > 0 && !scopes.some((scope) => token.scopes.includes(scope))) {
      throw unauthorized(`Missing scope: ${scopes.join(' or ')}`)
    }
    return { ...token, userId }
  }

  /** A user token of the very broadcaster the call is about. @throws Problem 400 or 401 */
  broadcaster(request: Request, ...scopes: string[]): { token: UserToken; broadcaster: User } {
    const token = this.user(request, ...scopes)
    const id = broadcasterId(request)
    if (id !== token.userId) {
      throw unauthorized(
        "The ID in broadcaster_id must match the user ID found in the request's OAuth token."
      )
    }
    return { token, broadcaster: this.#world.users.get(id) }
  }

  /** The channel of a call that anybody may make. @throws Problem 404 */
  named(id: string): User {
    const user = this.#world.users.byId(id)
    if (!user) throw notFound('The broadcaster was not found')
    return user
  }
}

/** In the query or, for polls and predictions, in the body. */
export function broadcasterId(request: Request): string {
  const id = request.query.get('broadcaster_id') ?? request.body.string('broadcaster_id')
  if (!id) throw badRequest('Missing required parameter "broadcaster_id"')
  return id
}
