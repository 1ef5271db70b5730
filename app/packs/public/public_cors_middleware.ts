import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Public, without cookies: pages anywhere may read it. */
export default class PublicCorsMiddleware {
  handle({ response }: HttpContext, next: NextFn) {
    response.header('Access-Control-Allow-Origin', '*')
    return next()
  }
}
