import router from '@adonisjs/core/services/router'
import { limitStreams } from '#core/throttle/stream_limit'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'
import { throttleComparison, throttleExport, throttleViewerSearch } from '#start/limiter'

const { CampaignBoard, StreamerBoard, PublicBoard, Reconciliations } = controllers.dashboards
const { CampaignAccounts } = controllers.dashboards.accounts
const { Audience } = controllers.dashboards.audience
const { Connection } = controllers.dashboards.connection
const { Failures, Feed } = controllers.dashboards.feed
const { Eventsub } = controllers.dashboards.installation
const { Sessions } = controllers.dashboards.sessions
const { OwnData, OwnPoints, ViewerSearch } = controllers.dashboards.viewers

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

/** How a streamer is connected to Twitch: for the GMs, without anything of the audience. */
router
  .get('campaigns/:campaignId/streamers/:streamerId/connection', [Connection, 'ofCampaign'])
  .as('connection.of_campaign')
  .use([...web, middleware.auth()])
  .allow('gm')

/** Any account: viewers sign in without granting anything. */
router
  .group(() => {
    router.get('points', [OwnPoints, 'show']).as('points.show')
    router.put('points', [OwnPoints, 'update']).as('points.update')
    router.get('points/data.json', [OwnData, 'show']).as('points.export').use(throttleExport)
    router.delete('points/data', [OwnData, 'destroy']).as('points.erase')
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

/** What happens on a channel and who takes part in it: for its streamer in person. */
router
  .group(() => {
    router.get('events', [Feed, 'index']).as('feed.index')
    router.get('events/lines', [Feed, 'lines']).as('feed.lines')
    router.get('events/stream', [Feed, 'stream']).as('feed.stream')
    router.get('events/failures', [Failures, 'index']).as('failures.index')
    router.get('events/failures/:failureId', [Failures, 'show']).as('failures.show')
    router.post('events/failures/:failureId/replay', [Failures, 'replay']).as('failures.replay')
    router.delete('events/failures/:failureId', [Failures, 'destroy']).as('failures.destroy')
    router.get('events/:eventId', [Feed, 'show']).as('feed.show')
    router.get('connection', [Connection, 'own']).as('connection.own')
    router.post('connection', [Connection, 'connect']).as('connection.connect')
    router.delete('connection', [Connection, 'disconnect']).as('connection.disconnect')
    router
      .post('connection/check', [Connection, 'check'])
      .as('connection.check')
      .use(throttleComparison)
    router.get('viewers', [Audience, 'index']).as('audience.index')
    router.get('viewers/:viewerId', [Audience, 'show']).as('audience.show')
    router.get('sessions', [Sessions, 'index']).as('sessions.index')
    router.get('sessions/:sessionId', [Sessions, 'show']).as('sessions.show')
  })
  .prefix('streamers/:streamerId')
  .use([...web, middleware.auth()])
  .allow('streamer')

/** How Twitch's events come to the installation. */
router
  .group(() => {
    router.get('/', [Eventsub, 'show']).as('eventsub.show')
    router.put('transport', [Eventsub, 'update']).as('eventsub.update')
    router.get('failures/:failureId', [Eventsub, 'message']).as('eventsub.message')
    router.post('failures/:failureId/replay', [Eventsub, 'replay']).as('eventsub.replay')
    router.delete('failures/:failureId', [Eventsub, 'dismiss']).as('eventsub.dismiss')
  })
  .prefix('admin/eventsub')
  .use([...web, middleware.auth()])
  .allow('admin')

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
