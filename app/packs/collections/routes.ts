import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'
import { throttleCollections, throttlePacksApi, throttleSharePictures } from '#start/limiter'

const { Collections, Spend } = controllers.packs.collections

/** Any account: viewers sign in without granting anything. */
router
  .group(() => {
    router.post('dust', [Spend, 'dust']).as('collections.dust')
    router.post('cards', [Spend, 'craft']).as('collections.craft')
    router.post('boons', [Spend, 'boon']).as('collections.boon')
  })
  .prefix('packs/:channel')
  .use([...web, middleware.auth(), throttleCollections])
  .allow('signed_in')

router
  .group(() => {
    router.get('viewers', [Collections, 'index']).as('collections.index')
    router.get('viewers/:login', [Collections, 'show']).as('collections.show')
  })
  .prefix('packs/:channel')
  .use([...web, throttlePacksApi])
  .allow('public')

router
  .get('packs/:channel/viewers/:login/share.png', [Collections, 'share'])
  .as('collections.share')
  .use(throttleSharePictures)
  .allow('public')
