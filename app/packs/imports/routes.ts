import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'
import { throttleTrying } from '#start/limiter'

const { Imports } = controllers.packs.imports

router
  .group(() => {
    router.post('imports/check', [Imports, 'check']).as('imports.check')
    router.post('imports', [Imports, 'store']).as('imports.store')
  })
  .prefix('card-sets/:setId')
  .use([...web, middleware.auth(), throttleTrying])
  .allow('signed_in')
