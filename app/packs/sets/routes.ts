import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'
import { throttlePublishing } from '#start/limiter'

const { CardSets, Cards, SetLife } = controllers.packs.sets

/** Any account may make sets; whose a set is, its policy says. */
router
  .group(() => {
    router.get('/', [CardSets, 'index']).as('card_sets.index')
    router.post('/', [CardSets, 'store']).as('card_sets.store')
    router.get(':setId', [CardSets, 'show']).as('card_sets.show')
    router.put(':setId', [CardSets, 'update']).as('card_sets.update')
    router.put(':setId/rarities', [CardSets, 'rarities']).as('card_sets.rarities')
    router.put(':setId/pack', [CardSets, 'pack']).as('card_sets.pack')

    router.post(':setId/cards', [Cards, 'store']).as('cards.store')
    router.put(':setId/cards/order', [Cards, 'order']).as('cards.order')
    router.put(':setId/cards/:cardId', [Cards, 'update']).as('cards.update')
    router.post(':setId/cards/:cardId/retire', [Cards, 'retire']).as('cards.retire')
    router.post(':setId/cards/:cardId/restore', [Cards, 'restore']).as('cards.restore')
    router.delete(':setId/cards/:cardId', [Cards, 'destroy']).as('cards.destroy')

    router
      .post(':setId/publish', [SetLife, 'publish'])
      .as('card_sets.publish')
      .use(throttlePublishing)
    router.put(':setId/campaign', [SetLife, 'lend']).as('card_sets.lend')
    router
      .post(':setId/duplicate', [SetLife, 'duplicate'])
      .as('card_sets.duplicate')
      .use(throttlePublishing)
    router.post(':setId/archive', [SetLife, 'archive']).as('card_sets.archive')
    router.post(':setId/restore', [SetLife, 'restore']).as('card_sets.restore')
    router.delete(':setId', [SetLife, 'destroy']).as('card_sets.destroy')
  })
  .prefix('card-sets')
  .use([...web, middleware.auth()])
  .allow('signed_in')
