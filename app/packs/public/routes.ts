import router from '@adonisjs/core/services/router'
import { answerErrorsOf } from '#core/exceptions/api_errors'
import { controllers } from '#generated/controllers'
import { documentApi } from '#foundry/openapi/further_apis'
import { answerError } from '#packs/public/answer_error'
import { PACKS_API } from '#packs/public/api_prefix'
import { packsApi } from '#packs/public/openapi/packs_api'
import { web } from '#start/kernel'
import { throttlePacksApi } from '#start/limiter'

const { PublicCollections, PublicPages, PublicSeeds, PublicSets } = controllers.packs.public
const { cors } = router.named({
  cors: () => import('#packs/public/public_cors_middleware'),
})

answerErrorsOf(PACKS_API, answerError)
documentApi(packsApi)

/** No cookie and no session: the same for everybody. */
router
  .group(() => {
    router.get('channels/:channel/sets', [PublicSets, 'index']).as('sets')
    router.get('channels/:channel/sets/:setId', [PublicSets, 'show']).as('set')
    router.get('channels/:channel/sets/:setId/observed', [PublicSets, 'observed']).as('observed')
    router.get('channels/:channel/seeds', [PublicSeeds, 'index']).as('seeds')
    router.get('channels/:channel/seeds/:sha256', [PublicSeeds, 'show']).as('seed')
    router.get('channels/:channel/viewers/:login', [PublicCollections, 'show']).as('collection')
    router.get('editions/:sha256', [PublicSets, 'edition']).as('edition')
    router.get('*', [PublicSets, 'unknown']).as('unknown')
  })
  .prefix(PACKS_API)
  .as('packs.api')
  .use([cors(), throttlePacksApi])
  .allow('public')

router
  .group(() => {
    router.get('/', [PublicPages, 'index']).as('channel')
    router.get('sets/:setId', [PublicPages, 'odds']).as('odds')
    router.get('seeds/:sha256', [PublicPages, 'check']).as('check')
  })
  .prefix('packs/:channel')
  .as('packs.public')
  .use([...web, throttlePacksApi])
  .allow('public')
