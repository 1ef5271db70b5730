import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { storableRecord } from '#core/storable_input'

/** A form or an address with a NUL in it is no reason for an error of the database. */
export default class StorableInputMiddleware {
  handle({ request }: HttpContext, next: NextFn) {
    request.updateBody(storableRecord(request.body()))
    request.updateQs(storableRecord(request.qs()))
    return next()
  }
}
