import router from '@adonisjs/core/services/router'
import { answerErrorsOf } from '#core/exceptions/api_errors'
import { answerError } from '#foundry/answer_error'
import { BridgeException } from '#foundry/bridge_exception'
import { API_PREFIX as PREFIX } from '#foundry/openapi'
import { controllers } from '#generated/controllers'

const { foundry } = controllers

const bridge = router.named({
  cors: () => import('#foundry/middleware/bridge_cors_middleware'),
  body: () => import('#foundry/middleware/bridge_body_middleware'),
  throttle: () => import('#foundry/middleware/bridge_throttle_middleware'),
  token: () => import('#foundry/middleware/foundry_token_middleware'),
})

const unknown = () => {
  throw new BridgeException(404, 'not_found', 'There is no such endpoint.')
}

/** No cookie, session or CSRF down here: the token is all that counts. */
answerErrorsOf(PREFIX, answerError)

router
  .group(() => {
    router
      .get('/about', [foundry.About, 'show'])
      .as('foundry.bridge.about')
      .use(bridge.throttle({ of: 'about' }))
      .allow('public')
    router
      .post('/pair/start', [foundry.Pairing, 'start'])
      .as('foundry.bridge.pair_start')
      .use([bridge.throttle({ of: 'pair_start' }), bridge.body()])
      .allow('public')
    router
      .post('/pair/poll', [foundry.Pairing, 'poll'])
      .as('foundry.bridge.pair_poll')
      .use([bridge.throttle({ of: 'pair_poll' }), bridge.body()])
      .allow('public')

    router
      .group(() => {
        router.post('/hello', [foundry.BridgeSession, 'hello']).as('hello')
        router.post('/heartbeat', [foundry.BridgeSession, 'heartbeat']).as('heartbeat')
        router.get('/stream', [foundry.BridgeSession, 'stream']).as('stream')
        router.get('/commands', [foundry.BridgeCommands, 'index']).as('commands')
        router.post('/commands/:id/result', [foundry.BridgeCommands, 'result']).as('result')
        router.post('/events', [foundry.BridgeEvents, 'store']).as('events')
        router.post('/token/rotate', [foundry.BridgeTokens, 'rotate']).as('rotate')
        router.post('/unpair', [foundry.BridgeTokens, 'unpair']).as('unpair')
      })
      .as('foundry.bridge')
      .use([bridge.token(), bridge.throttle({ of: 'token' }), bridge.body()])
      .allow('foundry_token')

    router.any('/', unknown).as('foundry.bridge.root').allow('public')
    router.any('*', unknown).as('foundry.bridge.unknown').allow('public')
  })
  .prefix(PREFIX)
  .use(bridge.cors())
