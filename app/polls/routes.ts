import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'
import { throttlePolls } from '#start/limiter'

const { Polls } = controllers.polls

router
  .get('campaigns/:campaignId/polls', [Polls, 'index'])
  .as('polls.index')
  .use([...web, middleware.auth()])
  .allow('member')

router
  .group(() => {
    router.post('/', [Polls, 'store']).as('polls.store').use(throttlePolls)
    router.post(':pollId/end', [Polls, 'end']).as('polls.end')
    router.post(':pollId/cancel', [Polls, 'cancel']).as('polls.cancel')
  })
  .prefix('campaigns/:campaignId/polls')
  .use([...web, middleware.auth()])
  .allow('gm')

router
  .get('streamers/:streamerId/polls/stream', [Polls, 'stream'])
  .as('polls.stream')
  .use([...web, middleware.auth()])
  .allow('streamer')
