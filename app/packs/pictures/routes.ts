import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'
import { throttleUploads } from '#start/limiter'

const { Pictures } = controllers.packs.pictures

/** Overlays and modules show them, without a cookie: the address is long enough to be nobody's guess. */
router.get('pictures/:pictureId/:file', [Pictures, 'show']).as('pictures.show').allow('public')

router
  .post('pictures', [Pictures, 'store'])
  .as('pictures.store')
  .use([...web, middleware.auth(), throttleUploads])
  .allow('signed_in')
