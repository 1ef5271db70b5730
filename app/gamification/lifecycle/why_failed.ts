import { isDatabaseError, isRetryable } from '#core/transact'

/**
 * What an action's error is called in front of people.
 *
 * @throws the error itself when its transaction only has to be done again
 */
export function whyFailed(error: unknown): string {
  if (isRetryable(error)) {
    throw error
  }
  if (isDatabaseError(error)) {
    return 'Something went wrong on our side.'
  }
  return error instanceof Error ? error.message : String(error)
}
