import { errors as limiterErrors } from '@adonisjs/limiter'
import { errors as vineErrors } from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import { BridgeException } from '#foundry/bridge_exception'
import type { BridgeError } from '#foundry/protocol'

interface Refusal {
  status: number
  error: BridgeError['error']
  retryAfter?: number
}

/**
 * Every error below the bridge's prefix in the one form that the module reads.
 * What is a bug here stays in our log: the answer says nothing about it.
 */
export function answerError(error: unknown, { response }: HttpContext): void {
  const refusal = toRefusal(error)
  // An unknown path has not been through the bridge's own middleware.
  response.header('Access-Control-Allow-Origin', '*')

  if (refusal.retryAfter !== undefined) {
    response.header('Retry-After', String(Math.max(1, Math.ceil(refusal.retryAfter))))
  }

  response.status(refusal.status).json({ error: refusal.error })
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof BridgeException) {
    const { status, reason, message, field } = error
    return { status, error: { code: reason, message, ...(field === undefined ? {} : { field }) } }
  }

  if (error instanceof limiterErrors.E_TOO_MANY_REQUESTS) {
    const message = 'That was too often. Wait a moment, then try again.'
    const retryAfter = error.response.availableIn
    return { status: 429, error: { code: 'too_many_requests', message }, retryAfter }
  }

  if (error instanceof vineErrors.E_VALIDATION_ERROR) {
    return { status: 422, error: { code: 'invalid', ...firstFault(error.messages) } }
  }

  const status = statusOf(error)
  if (status === 404) {
    return { status, error: { code: 'not_found', message: 'There is no such endpoint.' } }
  }
  if (status < 500) {
    return { status, error: { code: 'refused', message: 'The request is not as agreed.' } }
  }
  if (status === 503) {
    const message = 'The server restarts. Try again in a moment.'
    return { status, error: { code: 'restarts', message }, retryAfter: 1 }
  }

  const message = 'The server could not do that. Try again in a moment.'
  return { status: 500, error: { code: 'internal', message } }
}

/** The framework's own refusals, for example of an unknown path, carry a status. */
function statusOf(error: unknown): number {
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? error.status : 500
  return typeof status === 'number' && status >= 400 ? status : 500
}

/** Vine's reporter collects `{field, message}`, but types its list loosely. */
function firstFault(messages: unknown): { message: string; field: string } {
  const [first]: unknown[] = Array.isArray(messages) ? messages : []
  const fault = typeof first === 'object' && first !== null ? first : {}

  return {
    message: 'message' in fault ? String(fault.message) : 'The body is not as agreed.',
    field: 'field' in fault ? String(fault.field) : '',
  }
}
