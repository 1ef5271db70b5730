import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'

/** What a streamer asked of a reward does not fit its state; the page says why. */
export class RewardRefused extends Exception {
  static status = 409
  static code = 'E_REWARD_REFUSED'

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

/** There is no such reward on this channel. */
export class NoSuchReward extends Exception {
  static status = 404
  static code = 'E_NO_REWARD'
  static message = 'There is no such reward.'
}
