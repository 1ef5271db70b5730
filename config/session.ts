import app from '@adonisjs/core/services/app'
import { defineConfig, stores } from '@adonisjs/session'
import { isHttps } from '#config/app'
import { redisIsConfigured } from '#config/redis_url'

export default defineConfig({
  enabled: true,
  cookieName: 'crowdcrit-session',
  clearWithBrowser: false,
  age: '14d',
  cookie: { path: '/', httpOnly: true, secure: isHttps && app.inProduction, sameSite: 'lax' },
  store: app.inTest ? 'memory' : redisIsConfigured ? 'redis' : 'database',
  stores: {
    database: stores.database({ tableName: 'sessions' }),
    redis: stores.redis({ connection: 'main' }),
  },
})
