import { errors as limiterErrors } from '@adonisjs/limiter'
import { errors as vineErrors } from '@vinejs/vine'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'

/** Every error of the public API in one form. What is a bug stays in our log. */
export function answerError(error: unknown, { response }: HttpContext): void {
  response.header('Access-Control-Allow-Origin', '*')
  response.header('Cache-Control', 'no-store')
  if (error instanceof limiterErrors.E_TOO_MANY_REQUESTS) {
    response.header('Retry-After', String(Math.max(1, Math.ceil(error.response.availableIn))))
  }
  const { status, code, message } = refusalOf(error)
  response.status(status).json({ error: { code, message } })
}

function refusalOf(error: unknown): { status: number; code: string; message: string } {
  if (error instanceof limiterErrors.E_TOO_MANY_REQUESTS) {
    const message = 'That was too often. Wait a moment, then try again.'
    return { status: 429, code: 'too_many_requests', message }
  }
  if (error instanceof vineErrors.E_VALIDATION_ERROR) {
    const message = 'A number of a pack is a whole number from 0 on.'
    return { status: 422, code: 'invalid', message }
  }
  if (error instanceof Exception && error.status === 404) {
    return { status: 404, code: 'not_found', message: error.message }
  }
  const message = 'The server could not do that. Try again in a moment.'
  return { status: 500, code: 'internal', message }
}
