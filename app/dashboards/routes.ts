import router from '@adonisjs/core/services/router'
import { limitStreams } from '#core/throttle/stream_limit'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'
import { throttleComparison, throttleExport, throttleViewerSearch } from '#start/limiter'

const { CampaignBoard, StreamerBoard, PublicBoard, Reconciliations } = controllers.dashboards
const { CampaignAccounts } = controllers.dashboards.accounts
const { OwnPoints, ViewerSearch } = controllers.dashboards.viewers

router
  .group(() => {
    router.get('campaigns/:campaignId', [CampaignBoard, 'show']).as('campaigns.show')
    router.get('campaigns/:campaignId/stream', [CampaignBoard, 'stream']).as('campaigns.stream')
  })
  .use([...web, middleware.auth()])
  .allow('member')

/** A GM reads all of a campaign's accounts, a streamer the own part. */
router
  .group(() => {
    router.get('/', [CampaignAccounts, 'index']).as('accounts.index')
    router.get('export.csv', [CampaignAccounts, 'export']).as('accounts.export').use(throttleExport)
    router.get(':redemptionId', [CampaignAccounts, 'show']).as('accounts.show')
  })
  .prefix('campaigns/:campaignId/accounts')
  .use([...web, middleware.auth()])
  .allow('member')

router
  .post('streamers/:streamerId/reconciliations', [Reconciliations, 'own'])
  .as('streamers.reconcile')
  .use([...web, middleware.auth(), throttleComparison])
  .allow('streamer')

router
  .post('campaigns/:campaignId/streamers/:streamerId/reconciliations', [
    Reconciliations,
    'ofCampaign',
  ])
  .as('campaigns.reconcile')
  .use([...web, middleware.auth(), throttleComparison])
  .allow('gm')

/** Any account: viewers sign in without granting anything. */
router
  .group(() => {
    router.get('points', [OwnPoints, 'show']).as('points.show')
    router.put('points', [OwnPoints, 'update']).as('points.update')
  })
  .use([...web, middleware.auth()])
  .allow('signed_in')

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

router
  .get('c/:campaignId/viewers', [ViewerSearch, 'show'])
  .as('public.viewer')
  .use([...web, throttleViewerSearch])
  .allow('public')
