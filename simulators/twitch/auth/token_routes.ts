import { json } from '../http/reply.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import type { Request } from '../http/request.ts'
import type { Client, Token } from '../world/tokens.ts'
import type { TokenFaults } from '../faults/token_faults.ts'

const parameter = (request: Request, name: string) =>
  request.query.get(name) ?? request.body.string(name) ?? ''

/** @throws Problem 400 or 403, worded as Twitch does */
function readClient(world: World, request: Request): Client {
  const id = parameter(request, 'client_id')
  if (!id) throw new Problem(400, 'missing client id')
  const secret = parameter(request, 'client_secret')
  if (!secret) throw new Problem(400, 'missing client secret')
  const client = world.tokens.clients.get(id)
  if (!client) throw new Problem(400, 'invalid client')
  if (client.secret !== secret) throw new Problem(403, 'invalid client secret')
  return client
}

/** A user token as the token endpoint answers it. */
export function describeToken(world: World, token: Token, refreshToken: string | null) {
  return {
    access_token: token.value,
    expires_in: world.tokens.secondsLeft(token),
    ...(refreshToken === null ? {} : { refresh_token: refreshToken, scope: token.scopes }),
    token_type: 'bearer',
  }
}

/** @see https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/ */
export function tokenRoutes(router: Router, world: World, faults: TokenFaults): void {
  const { tokens } = world

  router.on('POST', '/auth/token', (request) => {
    const client = readClient(world, request)
    world.changed()
    switch (parameter(request, 'grant_type')) {
      case 'client_credentials':
        return json(describeToken(world, tokens.issueApp(client.id), null))
      case 'authorization_code': {
        const code = tokens.takeCode(parameter(request, 'code'))
        if (code?.clientId !== client.id) throw new Problem(400, 'Invalid authorization code')
        if (code.redirectUri !== parameter(request, 'redirect_uri')) {
          throw new Problem(400, 'Parameter redirect_uri does not match registered URI')
        }
        const { token, refreshToken } = tokens.issueUser(code)
        return json(describeToken(world, token, refreshToken))
      }
      case 'refresh_token': {
        if (faults.takeRefusal()) throw new Problem(400, 'Invalid refresh token')
        const grant = tokens.takeRefresh(parameter(request, 'refresh_token'), client.id)
        if (!grant) throw new Problem(400, 'Invalid refresh token')
        const { token, refreshToken } = tokens.issueUser(grant)
        return json(describeToken(world, token, refreshToken))
      }
      default:
        throw new Problem(400, 'Invalid grant_type')
    }
  })

  router.on('GET', '/auth/validate', (request) => {
    const [scheme, value] = (request.headers.authorization ?? '').split(' ')
    if (!value || !/^(oauth|bearer)$/i.test(scheme ?? '')) {
      throw new Problem(401, 'missing authorization token')
    }
    const token = tokens.valid(value)
    if (!token) throw new Problem(401, 'invalid access token')
    const user = token.userId === null ? undefined : world.users.byId(token.userId)
    return json({
      client_id: token.clientId,
      ...(user ? { login: user.login, user_id: user.id } : {}),
      scopes: token.scopes,
      expires_in: tokens.secondsLeft(token),
    })
  })

  router.on('POST', '/auth/revoke', (request) => {
    const clientId = parameter(request, 'client_id')
    if (!clientId) throw new Problem(400, 'missing client id')
    if (!tokens.clients.has(clientId)) throw new Problem(404, 'client does not exist')
    const value = parameter(request, 'token')
    if (!value) throw new Problem(400, 'missing oauth token')
    if (!tokens.revoke(value, clientId)) throw new Problem(400, 'Invalid token')
    world.changed()
    return json({})
  })
}
