import limiter from '@adonisjs/limiter/services/main'
import { errors as limiterErrors } from '@adonisjs/limiter'
import { addressKey } from '#core/throttle/address_key'

/** A forgotten tab or two may ask with an old secret all day; a script may not. */
const WRONG_PER_MINUTE = 60

/**
 * Checks a secret, but not for an address that has shown many wrong ones within
 * a minute: guessing does not reach the database. Right ones cost nothing.
 *
 * @param kind of secret; each is counted by itself
 * @param check throws a 401 for a wrong secret
 * @throws E_TOO_MANY_REQUESTS 429
 */
export async function guardSecret<Caller>(
  kind: string,
  ip: string,
  check: () => Promise<Caller>
): Promise<Caller> {
  const wrong = limiter.use({ requests: WRONG_PER_MINUTE, duration: '1 minute' })
  const key = `wrong_${kind}_${addressKey(ip)}`
  const shown = await wrong.get(key)

  if (shown && shown.remaining <= 0) {
    throw new limiterErrors.E_TOO_MANY_REQUESTS(shown)
  }

  try {
    return await check()
  } catch (error) {
    if (isRefusal(error)) {
      await wrong.increment(key)
    }
    throw error
  }
}

const isRefusal = (error: unknown) =>
  error instanceof Error && 'status' in error && error.status === 401
