import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'
import { throttleTrying } from '#start/limiter'

const { Rehearsals } = controllers.rehearsal

router
  .group(() => {
    router.get('rehearsal', [Rehearsals, 'index']).as('rehearsals.index')
    router.post('rehearsal', [Rehearsals, 'store']).as('rehearsals.store').use(throttleTrying)
    router.delete('rehearsal', [Rehearsals, 'destroy']).as('rehearsals.destroy')
  })
  .prefix('campaigns/:campaignId')
  .use([...web, middleware.auth()])
  .allow('gm')
