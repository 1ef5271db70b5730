import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'

const { Campaigns, Members, Invitations } = controllers.campaigns

/** Who holds the link may see what it invites to. */
router
  .get('invitations/:token', [Invitations, 'show'])
  .as('invitations.show')
  .use(web)
  .allow('public')

router
  .group(() => {
    router.get('campaigns', [Campaigns, 'index']).as('campaigns.index')
    router.get('campaigns/new', [Campaigns, 'create']).as('campaigns.create')
    router.post('campaigns', [Campaigns, 'store']).as('campaigns.store')
    router.post('invitations/:token/accept', [Invitations, 'accept']).as('invitations.accept')
    router.post('invitations/:token/decline', [Invitations, 'decline']).as('invitations.decline')
  })
  .use([...web, middleware.auth()])
  .allow('signed_in')

router
  .group(() => {
    router.get('members', [Members, 'index']).as('members.index')
    router.delete('members/:memberId', [Members, 'destroy']).as('members.destroy')
  })
  .prefix('campaigns/:campaignId')
  .use([...web, middleware.auth()])
  .allow('member')

router
  .group(() => {
    router.get('settings', [Campaigns, 'edit']).as('campaigns.edit')
    router.put('/', [Campaigns, 'update']).as('campaigns.update')
    router.post('invitations', [Invitations, 'store']).as('invitations.store')
    router.delete('invitations/:invitationId', [Invitations, 'destroy']).as('invitations.destroy')
  })
  .prefix('campaigns/:campaignId')
  .use([...web, middleware.auth()])
  .allow('gm')

router
  .group(() => {
    router.post('archive', [Campaigns, 'archive']).as('campaigns.archive')
    router.post('restore', [Campaigns, 'restore']).as('campaigns.restore')
  })
  .prefix('campaigns/:campaignId')
  .use([...web, middleware.auth()])
  .allow('owner')
