import { Exception } from '@adonisjs/core/exceptions'
import router from '@adonisjs/core/services/router'
import { web } from '#start/kernel'

await import('#core/routes')
await import('#accounts/routes')
await import('#campaigns/routes')
await import('#channels/routes')
await import('#foundry/routes')
await import('#polls/routes')
await import('#rewards/routes')
await import('#gamification/routes')
await import('#packs/pictures/routes')
await import('#packs/sets/routes')
await import('#packs/imports/routes')
await import('#packs/queue/routes')
await import('#packs/boons/routes')
await import('#packs/collections/routes')
await import('#packs/public/routes')
await import('#overlays/routes')
await import('#dashboards/routes')
await import('#preflight/routes')
await import('#rehearsal/routes')

/** Last: what no route knows still gets a page, with the visitor's session. */
router
  .get('*', () => {
    throw new Exception('There is no page at this address.', { status: 404, code: 'E_NO_PAGE' })
  })
  .as('not_found')
  .use(web)
  .allow('public')
