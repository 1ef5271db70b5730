import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'

const { Bootstrap, OverlayApi, OverlayFiles, Overlays } = controllers.overlays
const overlay = router.named({ key: () => import('#overlays/overlay_key_middleware') })

router
  .group(() => {
    router.get('overlay', [OverlayFiles, 'page']).as('overlay.page')
    router.get('overlay-sw.js', [OverlayFiles, 'worker']).as('overlay.worker')
  })
  .allow('public')

/** No cookie and no session: the key in the header is all that counts. */
router
  .group(() => {
    router.get('snapshot', [OverlayApi, 'snapshot']).as('overlay.snapshot')
    router.get('stream', [OverlayApi, 'stream']).as('overlay.stream')
    router
      .post('packs/complete', [OverlayApi, 'packComplete'])
      .as('overlay.pack_complete')
      .use(middleware.bodyparser())
    router.post('shown', [OverlayApi, 'shown']).as('overlay.shown').use(middleware.bodyparser())
  })
  .prefix('overlay')
  .use(overlay.key())
  .allow('overlay_key')

router
  .group(() => {
    router.get('/', [Overlays, 'show']).as('overlays.show')
    router.put('/', [Overlays, 'update']).as('overlays.update')
    router.post('test', [Overlays, 'test']).as('overlays.test')
    router.post('key', [Overlays, 'rotate']).as('overlays.rotate')
    router.delete('key/replaced', [Overlays, 'endReplaced']).as('overlays.end_replaced')
    router.get('bootstrap', [Bootstrap, 'show']).as('overlays.bootstrap')
  })
  .prefix('streamers/:streamerId/overlay')
  .use([...web, middleware.auth()])
  .allow('streamer')
