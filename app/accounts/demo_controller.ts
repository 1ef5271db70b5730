import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { ownPath } from '#accounts/own_path'
import { STREAMER_SCOPES } from '#accounts/streamer_scopes'
import { isDemo } from '#config/app'

/**
 * The "try it" links of a demo: the ordinary trip to the simulated Twitch, which
 * signs the named person in without asking.
 */
export default class DemoController {
  signIn({ ally, params, request, session }: HttpContext) {
    if (!isDemo) {
      throw new Exception('There is no page at this address.', { status: 404 })
    }

    const path = ownPath(request.input('return'))

    if (path) {
      session.put('intended_url', path)
    }

    return ally
      .use('twitch')
      .redirect((redirect) => redirect.scopes(STREAMER_SCOPES).param('login', String(params.login)))
  }
}
