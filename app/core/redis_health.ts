import type { RedisService } from '@adonisjs/redis/types'
import type { PartHealth } from '#core/health'

/** The app goes on without it: nothing that must not be lost is there. */
export function redisHealth(redis: RedisService | null): PartHealth {
  if (!redis) {
    return { state: 'off', detail: 'One process without Redis.' }
  }

  return redis.connection().isReady()
    ? { state: 'ok' }
    : {
        state: 'degraded',
        detail:
          'Redis does not answer. Everything goes on; live pages show only what their own process does.',
      }
}
