import { Exception } from '@adonisjs/core/exceptions'
import { Refused } from '#core/exceptions/refused'

/** What a GM asked for does not fit the state of the game (any more). */
export class ControlRefused extends Refused {
  static code = 'E_CONTROL_REFUSED'
}

/** There is no such instance in this campaign. */
export class NoSuchInstance extends Exception {
  static status = 404
  static code = 'E_NO_INSTANCE'
  static message = 'There is no such instance.'
}
