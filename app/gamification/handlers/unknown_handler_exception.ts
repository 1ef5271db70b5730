import { Exception } from '@adonisjs/core/exceptions'

/** A trigger or an action that an event names is not installed (any more). */
export class UnknownHandlerException extends Exception {
  static status = 422
  static code = 'E_UNKNOWN_HANDLER'

  constructor(kind: string, id: string) {
    super(`The ${kind} "${id}" is not installed here.`)
  }
}
