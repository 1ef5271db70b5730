import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { errors as limiterErrors, LimiterResponse } from '@adonisjs/limiter'
import limiter from '@adonisjs/limiter/services/main'
import { addressKey } from '#core/throttle/address_key'

/** Generous: a household, or a club behind one address, with several tabs each. */
const OPEN_AT_ONCE = 100
const OPENINGS_PER_MINUTE = 300
/** Seconds until a place may be free. */
const TRY_AGAIN_IN = 30

const open = new Map<string, number>()

/**
 * Limits the streams that anybody may open without an account: how often, and
 * how many at once in this process, by address.
 *
 * @throws E_TOO_MANY_REQUESTS 429
 */
export async function limitStreams({ request, response }: HttpContext, next: NextFn) {
  const key = addressKey(request.ip())
  await limiter
    .use({ requests: OPENINGS_PER_MINUTE, duration: '1 minute' })
    .consume(`streams_${key}`)

  const count = open.get(key) ?? 0
  if (count >= OPEN_AT_ONCE) {
    throw new limiterErrors.E_TOO_MANY_REQUESTS(
      new LimiterResponse({
        limit: OPEN_AT_ONCE,
        remaining: 0,
        consumed: count,
        availableIn: TRY_AGAIN_IN,
      })
    )
  }

  open.set(key, count + 1)
  response.response.once('close', () => release(key))
  return next()
}

function release(key: string): void {
  const left = (open.get(key) ?? 1) - 1

  if (left === 0) {
    open.delete(key)
  } else {
    open.set(key, left)
  }
}
