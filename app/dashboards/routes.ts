import router from '@adonisjs/core/services/router'
import { limitStreams } from '#core/throttle/stream_limit'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'

const { CampaignBoard, StreamerBoard, PublicBoard } = controllers.dashboards

router
  .group(() => {
    router.get('campaigns/:campaignId', [CampaignBoard, 'show']).as('campaigns.show')
    router.get('campaigns/:campaignId/stream', [CampaignBoard, 'stream']).as('campaigns.stream')
  })
  .use([...web, middleware.auth()])
  .allow('member')

router
  .get('dashboard', [StreamerBoard, 'show'])
  .as('dashboard.show')
  .use([...web, middleware.auth()])
  .allow('signed_in')

router
  .get('streamers/:streamerId/stream', [StreamerBoard, 'stream'])
  .as('streamers.stream')
  .use([...web, middleware.auth()])
  .allow('streamer')

/** As public as the campaign's own setting says. */
router
  .group(() => {
    router.get('c/:campaignId', [PublicBoard, 'show']).as('public.show')
    router
      .get('c/:campaignId/stream', [PublicBoard, 'stream'])
      .as('public.stream')
      .use(limitStreams)
  })
  .use(web)
  .allow('public')
