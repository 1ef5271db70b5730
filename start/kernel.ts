import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#core/exceptions/handler'))

/**
 * Global is what every request needs. Files and the dev server answer paths no
 * route has; they leave the APIs alone, where each step costs.
 */
server.use([
  () => import('#core/middleware/container_bindings_middleware'),
  () => import('#core/middleware/browser_files_middleware'),
])

export const middleware = router.named({
  bodyparser: () => import('@adonisjs/core/bodyparser_middleware'),
  storable: () => import('#core/middleware/storable_input_middleware'),
  session: () => import('@adonisjs/session/session_middleware'),
  shield: () => import('@adonisjs/shield/shield_middleware'),
  initializeAuth: () => import('@adonisjs/auth/initialize_auth_middleware'),
  silentAuth: () => import('#accounts/middleware/silent_auth_middleware'),
  bouncer: () => import('#accounts/middleware/initialize_bouncer_middleware'),
  inertia: () => import('#accounts/middleware/inertia_middleware'),
  auth: () => import('#accounts/middleware/auth_middleware'),
})

/**
 * What a page or a form in the browser goes through. APIs with a bearer token
 * (Foundry, overlay) and webhooks do not: no cookie, no CSRF, no session row.
 */
export const web = [
  middleware.bodyparser(),
  middleware.storable(),
  middleware.session(),
  middleware.shield(),
  middleware.initializeAuth(),
  middleware.silentAuth(),
  middleware.bouncer(),
  middleware.inertia(),
]
