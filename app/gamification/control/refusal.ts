import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'

/**
 * What a GM asked for does not fit the state of the game (any more); the
 * sentence says why. A page stays where it is and shows it.
 */
export class ControlRefused extends Exception {
  static status = 409
  static code = 'E_CONTROL_REFUSED'

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

/** There is no such instance in this campaign. */
export class NoSuchInstance extends Exception {
  static status = 404
  static code = 'E_NO_INSTANCE'
  static message = 'There is no such instance.'
}
