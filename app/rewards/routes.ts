import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'

const { Rewards } = controllers.rewards

router
  .group(() => {
    router.post('rewards/list', [Rewards, 'list']).as('rewards.list')
    router.post('rewards/:rewardId/retry', [Rewards, 'retry']).as('rewards.retry')
    router.post('rewards/:rewardId/renew', [Rewards, 'renew']).as('rewards.renew')
  })
  .prefix('streamers/:streamerId')
  .use([...web, middleware.auth()])
  .allow('streamer')
