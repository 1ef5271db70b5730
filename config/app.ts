import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/core/http'
import env from '#start/env'

/**
 * The site's own address. Cookies are "secure" when it is served by HTTPS.
 */
export const appUrl = new URL(env.get('APP_URL', `http://${env.get('HOST')}:${env.get('PORT')}`))
export const isHttps = appUrl.protocol === 'https:'

/**
 * True when Twitch is simulated. Anyone may sign in as anyone then, so the app
 * is bound to loopback and marked on every page.
 */
export const isDemo = env.get('DEMO', false)

export const http = defineConfig({
  generateRequestId: true,
  allowMethodSpoofing: false,
  useAsyncLocalStorage: false,
  trustProxy: (address) => ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(address),
  cookie: {
    domain: '',
    path: '/',
    maxAge: '2h',
    httpOnly: true,
    secure: isHttps && app.inProduction,
    sameSite: 'lax',
  },
})
