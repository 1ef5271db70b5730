import app from '@adonisjs/core/services/app'
import { defineConfig, stores } from '@adonisjs/session'
import { isHttps } from '#config/app'

/** In the database also where there is a Redis: nobody is signed out because Redis was away. */
export default defineConfig({
  enabled: true,
  cookieName: 'crowdcrit-session',
  clearWithBrowser: false,
  age: '14d',
  cookie: { path: '/', httpOnly: true, secure: isHttps && app.inProduction, sameSite: 'lax' },
  store: app.inTest ? 'memory' : 'database',
  stores: { database: stores.database({ tableName: 'sessions' }) },
})
