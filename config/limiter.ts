import { configProvider } from '@adonisjs/core'
import app from '@adonisjs/core/services/app'
import { defineConfig, stores } from '@adonisjs/limiter'
import type { InferLimiters, LimiterConsumptionOptions } from '@adonisjs/limiter/types'
import { redisIsConfigured } from '#config/redis_url'
import { InsuredLimiterStore } from '#core/insured_limiter_store'

const memory = stores.memory({})

/** All processes count together, as long as Redis answers. */
const shared = configProvider.create(async (application) => {
  const redis = await stores.redis({ rejectIfRedisNotReady: true }).resolver(application)
  return (options: LimiterConsumptionOptions) =>
    new InsuredLimiterStore(redis(options), memory(options))
})

const limiterConfig = defineConfig({
  default: !app.inTest && redisIsConfigured ? 'shared' : 'memory',
  stores: { shared, memory },
})

export default limiterConfig

declare module '@adonisjs/limiter/types' {
  export interface LimitersList extends InferLimiters<typeof limiterConfig> {}
}
