import { STATUS_CODES } from 'node:http'

/**
 * An answer other than success. Helix shows it as `{error, status, message}`; the control API adds
 * `code`, a word a test can compare.
 */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Record<string, string>

  constructor(status: number, message: string, code = '', headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }

  get title(): string {
    return STATUS_CODES[this.status] ?? 'Error'
  }
}

export const badRequest = (message: string, code = 'BAD_REQUEST') => new Problem(400, message, code)
export const unauthorized = (message: string) => new Problem(401, message, 'UNAUTHORIZED')
export const forbidden = (message: string) => new Problem(403, message, 'FORBIDDEN')
export const notFound = (message: string) => new Problem(404, message, 'NOT_FOUND')
export const tooMany = (message: string) => new Problem(429, message, 'TOO_MANY_REQUESTS')
