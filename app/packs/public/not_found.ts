import { Exception } from '@adonisjs/core/exceptions'

/** What there is not, and what a stranger may not see: both look the same. */
export function notFound(what: string): Exception {
  return new Exception(`There is no such ${what}.`, { status: 404, code: 'E_NOT_FOUND' })
}

/** The value, or a 404 without one. */
export function orNotFound<Value>(value: Value | null, what: string): Value {
  if (value === null) throw notFound(what)
  return value
}
