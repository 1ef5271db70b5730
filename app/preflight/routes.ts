import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'

const { PreFlight } = controllers.preflight

router
  .group(() => {
    router.get('preflight', [PreFlight, 'show']).as('preflight.show')
    router.post('preflight', [PreFlight, 'store']).as('preflight.store')
    router.post('live', [PreFlight, 'goLive']).as('members.go_live').allow('campaign_streamer')
  })
  .prefix('campaigns/:campaignId')
  .use([...web, middleware.auth()])
  .allow('member')
