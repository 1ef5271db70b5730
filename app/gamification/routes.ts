import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'
import { throttleTrying } from '#start/limiter'

const { Events, Offers, Tunings } = controllers.gamification.events
const { Safety } = controllers.gamification.safety
const { Trials } = controllers.gamification.trials
const { Portable } = controllers.gamification.portable
const { Instances, CampaignControls } = controllers.gamification.control

router
  .get('campaigns/:campaignId/events', [Events, 'index'])
  .as('events.index')
  .use([...web, middleware.auth()])
  .allow('member')

router
  .put('campaigns/:campaignId/events/:eventId/offer', [Offers, 'update'])
  .as('events.offer')
  .use([...web, middleware.auth()])
  .allow('campaign_streamer')

router
  .put('campaigns/:campaignId/events/:eventId/offer/tuning', [Tunings, 'ofStreamer'])
  .as('events.tune_offer')
  .use([...web, middleware.auth()])
  .allow('campaign_streamer')

router
  .group(() => {
    router.get('campaigns/import', [Portable, 'create']).as('campaigns.import')
    router
      .post('campaigns/import', [Portable, 'store'])
      .as('campaigns.store_import')
      .use(throttleTrying)
  })
  .use([...web, middleware.auth()])
  .allow('signed_in')

router
  .group(() => {
    router.get('export.json', [Portable, 'show']).as('campaigns.export')
    router.get('events/import', [Portable, 'createEvents']).as('events.import')
    router
      .post('events/import', [Portable, 'storeEvents'])
      .as('events.store_import')
      .use(throttleTrying)
    router.post('events/:eventId/duplicate', [Portable, 'duplicate']).as('events.duplicate')
    router.get('events/new', [Events, 'create']).as('events.create')
    router.post('events', [Events, 'store']).as('events.store')
    router.get('events/:eventId', [Events, 'edit']).as('events.edit')
    router.put('events/:eventId', [Events, 'update']).as('events.update')
    router.put('events/:eventId/tuning', [Tunings, 'ofCampaign']).as('events.tune')
    router.put('events/:eventId/switch', [Events, 'switch']).as('events.switch')
    router.post('events/:eventId/archive', [Events, 'archive']).as('events.archive')
    router.post('events/:eventId/restore', [Events, 'restore']).as('events.restore')
    router
      .delete('events/:eventId/cooldowns/:streamerId?', [CampaignControls, 'resetCooldown'])
      .as('events.reset_cooldown')

    router.get('safety', [Safety, 'show']).as('safety.show')
    router.put('safety', [Safety, 'update']).as('safety.update')

    router.get('trials', [Trials, 'show']).as('trials.show')
    router.post('trials', [Trials, 'store']).as('trials.store').use(throttleTrying)

    router.post('instances/:instanceId/cancel', [Instances, 'cancel']).as('instances.cancel')
    router.post('instances/:instanceId/complete', [Instances, 'complete']).as('instances.complete')
    router.post('instances/:instanceId/trigger', [Instances, 'trigger']).as('instances.trigger')
    router.post('instances/:instanceId/approve', [Instances, 'approve']).as('instances.approve')
    router.post('instances/:instanceId/reject', [Instances, 'reject']).as('instances.reject')
    router.post('instances/:instanceId/confirm', [Instances, 'confirm']).as('instances.confirm')
    router.post('instances/:instanceId/dismiss', [Instances, 'dismiss']).as('instances.dismiss')

    router.post('break', [CampaignControls, 'takeBreak']).as('campaigns.break')
    router.post('resume', [CampaignControls, 'resume']).as('campaigns.resume')
    router.post('panic', [CampaignControls, 'panic']).as('campaigns.panic')
  })
  .prefix('campaigns/:campaignId')
  .use([...web, middleware.auth()])
  .allow('gm')
