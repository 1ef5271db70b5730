import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'

const { Packs } = controllers.packs.queue

router
  .group(() => {
    router.get('/', [Packs, 'show']).as('packs.show')
    router.get('stream', [Packs, 'stream']).as('packs.stream')
    router.put('/', [Packs, 'update']).as('packs.update')
    router.put('offers/:setId', [Packs, 'offer']).as('packs.offer')
    router.put('dust/:setId', [Packs, 'dust']).as('packs.dust')
    router.post('pause', [Packs, 'pause']).as('packs.pause')
    router.post('resume', [Packs, 'resume']).as('packs.resume')
    router.post('seed', [Packs, 'changeSeed']).as('packs.change_seed')
    router.post('showings/:showingId/skip', [Packs, 'skip']).as('packs.skip')
    router.post('openings/:openingId/replay', [Packs, 'replay']).as('packs.replay')
    router.put('openings/:openingId/place', [Packs, 'move']).as('packs.move')
    router.post('openings/:openingId/refund', [Packs, 'refund']).as('packs.refund')
  })
  .prefix('streamers/:streamerId/packs')
  .use([...web, middleware.auth()])
  .allow('streamer')
