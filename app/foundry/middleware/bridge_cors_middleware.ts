import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * The module runs on any Foundry's origin and sends no cookie, so every origin
 * may ask: the token is what counts. Set first, so that a refusal can be read
 * by the module as well.
 */
export default class BridgeCorsMiddleware {
  handle({ request, response }: HttpContext, next: NextFn) {
    response.header('Access-Control-Allow-Origin', '*')
    response.header('Access-Control-Expose-Headers', 'Retry-After')
    response.header('Cache-Control', 'no-store')

    if (request.method() !== 'OPTIONS') {
      return next()
    }

    response.header('Access-Control-Allow-Methods', 'GET, POST')
    // A wildcard does not cover Authorization.
    response.header('Access-Control-Allow-Headers', 'Authorization, Content-Type')
    response.header('Access-Control-Max-Age', '86400')

    // A hosted Foundry may speak to a server on the GM's own machine.
    if (request.header('Access-Control-Request-Private-Network') === 'true') {
      response.header('Access-Control-Allow-Private-Network', 'true')
    }

    response.status(204).send('')
  }
}
