/**
 * Another transaction did the same first: rolled back and done again, now
 * seeing what the other one left.
 */
export class RacedError extends Error {
  name = 'RacedError'
}

/** The lane was stopped before this one could commit. Whoever told it has to tell it again. */
export class LaneStoppedError extends Error {
  name = 'LaneStoppedError'

  constructor() {
    super('The intake has been stopped')
  }
}

/** The database does not keep up, or is away. */
export class LaneBusyError extends Error {
  name = 'LaneBusyError'

  constructor() {
    super('Too much waits to be stored')
  }
}

/**
 * What to do with a failed transaction:
 * - `again`: it met another one (deadlock, race); at once, a limited number of times.
 * - `later`: the database is away or overloaded; until it is back.
 * - `data`: something in the batch cannot be stored; split it.
 * - `fatal`: neither; the callers are told.
 */
export type FailureKind = 'again' | 'later' | 'data' | 'fatal'

/** The last: prepared by a burst that failed, and asked for by the one behind it. */
const AGAIN = new Set(['40001', '40P01', '55P03', '26000'])
const NETWORK =
  /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)|Connection terminated|connection error|not queryable|timeout exceeded when trying to connect/

/** @param raced unique constraints that another lane may reach first */
export function failureKind(error: unknown, raced: readonly string[]): FailureKind {
  if (error instanceof RacedError) {
    return 'again'
  }
  if (!(error instanceof Error)) {
    return 'fatal'
  }

  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (AGAIN.has(code)) {
    return 'again'
  }
  if (code === '23505' && 'constraint' in error && raced.includes(String(error.constraint))) {
    return 'again'
  }
  if (/^(08|53|57P)/.test(code) || NETWORK.test(code) || NETWORK.test(error.message)) {
    return 'later'
  }
  // An error without a code comes from a handler that choked on a row.
  return code === '' || /^2[23]/.test(code) ? 'data' : 'fatal'
}
