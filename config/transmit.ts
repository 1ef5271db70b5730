import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/transmit'
import { redis } from '@adonisjs/transmit/transports/redis'
import { redisConnection, redisIsConfigured } from '#config/redis_url'

/**
 * Codegen warms the app up and never shuts it down, so an open Redis
 * connection would keep "node ace codegen" from exiting.
 */
const acrossProcesses = redisIsConfigured && app.getMode() !== 'warmup'

export default defineConfig({
  pingInterval: '15s',
  transport: acrossProcesses ? { driver: redis(redisConnection()) } : null,
})
