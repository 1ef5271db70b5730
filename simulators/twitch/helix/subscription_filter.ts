import { badRequest } from '../http/problem.ts'
import { CLOSE_CODES, statusAfter } from '../eventsub/close_codes.ts'
import { REVOCATION_REASONS, type Subscription } from '../eventsub/model.ts'

const STATUSES: ReadonlySet<string> = new Set([
  'enabled',
  'webhook_callback_verification_pending',
  'webhook_callback_verification_failed',
  'conduit_deleted',
  ...REVOCATION_REASONS,
  ...CLOSE_CODES.map(statusAfter),
])

/**
 * What a list is narrowed to.
 *
 * @throws Problem 400 for two filters at once, which Twitch does not take, or a status there is not
 */
export function subscriptionFilter(query: URLSearchParams): (one: Subscription) => boolean {
  const filters = ['status', 'type', 'user_id', 'subscription_id'].filter((name) => query.has(name))
  if (filters.length > 1) throw badRequest('specify only one filter')
  const [name] = filters
  const value = name ? (query.get(name) ?? '') : ''
  switch (name) {
    case 'status':
      if (!STATUSES.has(value)) throw badRequest(`invalid status "${value}"`)
      return ({ status }) => status === value
    case 'type':
      return ({ type }) => type === value
    case 'user_id':
      return ({ condition }) => Object.values(condition).includes(value)
    case 'subscription_id':
      return ({ id }) => id === value
    default:
      return () => true
  }
}
