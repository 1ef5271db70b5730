import app from '@adonisjs/core/services/app'
import { defineConfig, stores } from '@adonisjs/limiter'
import type { InferLimiters } from '@adonisjs/limiter/types'
import { redisIsConfigured } from '#config/redis_url'

const limiterConfig = defineConfig({
  default: !app.inTest && redisIsConfigured ? 'redis' : 'memory',
  stores: { redis: stores.redis({}), memory: stores.memory({}) },
})

export default limiterConfig

declare module '@adonisjs/limiter/types' {
  export interface LimitersList extends InferLimiters<typeof limiterConfig> {}
}
