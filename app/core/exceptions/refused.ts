import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'

/**
 * What a person asked for does not go (any more); the sentence says why, and what to do. A
 * page stays where it is and shows it.
 */
export abstract class Refused extends Exception {
  static status = 409

  handle(error: this, { request, response, session }: HttpContext) {
    if (request.accepts(['html', 'json']) === 'json') {
      return response
        .status(error.status)
        .send({ errors: [{ code: error.code, message: error.message }] })
    }

    session.flash('error', error.message)
    return response.redirect().back()
  }
}
