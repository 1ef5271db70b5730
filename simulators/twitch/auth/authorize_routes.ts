import { isScope } from './known_scopes.ts'
import { repriceAbout } from '../eventsub/cost.ts'
import { authorizePage, problemPage } from './authorize_page.ts'
import type { Hub } from '../eventsub/hub.ts'
import { userFields } from '../acts/people.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import type { Settings } from '../settings.ts'
import type { Client } from '../world/tokens.ts'
import type { Request } from '../http/request.ts'
import { Problem } from '../http/problem.ts'
import { redirect, type Reply, text } from '../http/reply.ts'

/** What the client asks the user for. */
export interface Consent {
  client: Client
  redirectUri: string
  scopes: string[]
  state: string | null
}

/** What cannot be reported to the client, as it is not known to be one. @throws Problem 400 */
function readConsent(world: World, request: Request): Consent {
  const { query } = request
  const client = world.tokens.clients.get(query.get('client_id') ?? '')
  if (!client) throw new Problem(400, 'invalid client')
  const redirectUri = query.get('redirect_uri') ?? ''
  const registered = client.redirectUris.length === 0 || client.redirectUris.includes(redirectUri)
  if (!URL.canParse(redirectUri) || !registered) {
    throw new Problem(400, 'Parameter redirect_uri does not match registered URI')
  }
  if (query.get('response_type') !== 'code') throw new Problem(400, 'response type does not exist')
  const scopes = [...new Set((query.get('scope') ?? '').split(/[\s+]+/).filter(Boolean))]
  const unknown = scopes.find((scope) => !isScope(scope))
  if (unknown) throw new Problem(400, `invalid scope requested: '${unknown}'`)
  return { client, redirectUri, scopes, state: query.get('state') }
}

function back(consent: Consent, answer: Record<string, string>): Reply {
  const url = new URL(consent.redirectUri)
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value)
  if (consent.state !== null) url.searchParams.set('state', consent.state)
  return redirect(url.href)
}

interface Needs {
  world: World
  hub: Hub
  settings: Settings
}

function deny(consent: Consent): Reply {
  return back(consent, {
    error: 'access_denied',
    error_description: 'The user denied you access',
  })
}

function allow(
  { world, hub }: Needs,
  consent: Consent,
  login: string,
  displayName?: string
): Reply {
  const user =
    world.users.find(login) ?? world.users.create({ login, displayName: displayName || login })
  const grant = { clientId: consent.client.id, userId: user.id, scopes: consent.scopes }
  const code = world.tokens.issueCode(grant, consent.redirectUri)
  repriceAbout(hub, world.tokens, grant.clientId, user.id)
  world.changed()
  hub.publish({
    type: 'user.authorization.grant',
    facts: { client_id: grant.clientId },
    event: { client_id: grant.clientId, ...userFields(user) },
  })
  return back(consent, { code, scope: consent.scopes.join(' ') })
}

/**
 * The sign-in page. Everybody may be anybody here; `login=` (or the setting `autologin`) signs in
 * without the page and `deny=1` refuses without it.
 */
export function authorizeRoutes(router: Router, needs: Needs): void {
  const { world, settings } = needs
  const answer = (request: Request, handle: (consent: Consent) => Reply): Reply => {
    try {
      return handle(readConsent(world, request))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return text(problemPage(error.message), 'text/html; charset=utf-8', error.status)
    }
  }

  router.on('GET', '/auth/authorize', (request) =>
    answer(request, (consent) => {
      if (request.query.get('deny') === '1') return deny(consent)
      const login =
        request.query.get('login') || request.query.get('autologin') || settings.autologin
      if (login) return allow(needs, consent, login)
      return text(authorizePage(world, consent, ''), 'text/html; charset=utf-8')
    })
  )

  router.on('POST', '/auth/authorize', (request) =>
    answer(request, (consent) => {
      if (request.body.string('action') === 'deny') return deny(consent)
      const login = request.body.string('login')?.trim() || request.body.string('new_login')?.trim()
      if (!login) return again(world, consent, 'Choose somebody, or write a new login.')
      try {
        return allow(needs, consent, login, request.body.string('new_name'))
      } catch (error) {
        if (error instanceof Problem) return again(world, consent, error.message)
        throw error
      }
    })
  )
}

function again(world: World, consent: Consent, mistake: string): Reply {
  return text(authorizePage(world, consent, mistake), 'text/html; charset=utf-8', 422)
}
