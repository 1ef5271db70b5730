import { defineConfig } from '@adonisjs/redis'
import type { InferConnections } from '@adonisjs/redis/types'
import { redisConnection } from '#config/redis_url'

/**
 * Opened only when REDIS_URL is set: every user of it has another driver too.
 */
const redisConfig = defineConfig({
  connection: 'main',
  connections: {
    main: {
      ...redisConnection(),
      keyPrefix: 'crowdcrit:',
      // While Redis is away a command fails instead of waiting: whoever uses it has another way.
      maxRetriesPerRequest: 0,
    },
  },
})

export default redisConfig

declare module '@adonisjs/redis/types' {
  export interface RedisConnections extends InferConnections<typeof redisConfig> {}
}
