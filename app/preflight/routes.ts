import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'
import { throttleTrying } from '#start/limiter'

const { PreFlight } = controllers.preflight

router
  .group(() => {
    router.get('preflight', [PreFlight, 'show']).as('preflight.show')
    router.post('preflight', [PreFlight, 'store']).as('preflight.store').use(throttleTrying)
    router
      .post('live', [PreFlight, 'goLive'])
      .as('members.go_live')
      .use(throttleTrying)
      .allow('campaign_streamer')
  })
  .prefix('campaigns/:campaignId')
  .use([...web, middleware.auth()])
  .allow('member')
