import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'

const { Features } = controllers.channels.features

router
  .group(() => {
    router.post('/', [Features, 'store']).as('features.store')
    router.delete('/', [Features, 'destroy']).as('features.destroy')
  })
  .prefix('streamers/:streamerId/features/:feature')
  .use([...web, middleware.auth()])
  .allow('streamer')
