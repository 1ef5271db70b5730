import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'

const { Boons } = controllers.packs.boons

router
  .group(() => {
    router.post(':boonId/approve', [Boons, 'approve']).as('boons.approve')
    router.post(':boonId/reject', [Boons, 'reject']).as('boons.reject')
  })
  .prefix('campaigns/:campaignId/boons')
  .use([...web, middleware.auth()])
  .allow('gm')
