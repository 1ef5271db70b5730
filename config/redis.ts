import { defineConfig } from '@adonisjs/redis'
import type { InferConnections } from '@adonisjs/redis/types'
import { redisConnection } from '#config/redis_url'

/**
 * Opened only when REDIS_URL is set: every user of it has another driver too.
 */
const redisConfig = defineConfig({
  connection: 'main',
  connections: { main: { ...redisConnection(), keyPrefix: 'crowdcrit:' } },
})

export default redisConfig

declare module '@adonisjs/redis/types' {
  export interface RedisConnections extends InferConnections<typeof redisConfig> {}
}
