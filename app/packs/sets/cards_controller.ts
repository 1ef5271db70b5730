import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { AddCards } from '#packs/sets/add_cards'
import { editedSet } from '#packs/sets/edited_set'
import { OrderCards } from '#packs/sets/order_cards'
import { RetireCard } from '#packs/sets/retire_card'
import { SaveCard } from '#packs/sets/save_card'
import {
  cardsValidator,
  cardValidator,
  orderValidator,
  seenValidator,
} from '#packs/sets/set_validators'

/** The cards of a set's draft. */
export default class CardsController {
  @inject()
  async store(ctx: HttpContext, addCards: AddCards) {
    const { id } = await editedSet(ctx)
    const { revision, cards } = await ctx.request.validateUsing(cardsValidator)
    await addCards.execute({ id, revision }, cards)
    return ctx.response.redirect().back()
  }

  @inject()
  async update(ctx: HttpContext, saveCard: SaveCard) {
    const { id } = await editedSet(ctx)
    const { revision, ...card } = await ctx.request.validateUsing(cardValidator)
    await saveCard.execute({ id, revision }, ctx.params.cardId, card)
    return ctx.response.redirect().back()
  }

  @inject()
  async order(ctx: HttpContext, orderCards: OrderCards) {
    const { id } = await editedSet(ctx)
    const { revision, cardIds } = await ctx.request.validateUsing(orderValidator)
    await orderCards.execute({ id, revision }, cardIds)
    return ctx.response.redirect().back()
  }

  /** The page offers to undo it. */
  @inject()
  async retire(ctx: HttpContext, retireCard: RetireCard) {
    const { id } = await editedSet(ctx)
    const { revision } = await ctx.request.validateUsing(seenValidator)
    await retireCard.execute({ id, revision }, ctx.params.cardId)
    return ctx.response.redirect().back()
  }

  @inject()
  async restore(ctx: HttpContext, retireCard: RetireCard) {
    const { id } = await editedSet(ctx)
    const { revision } = await ctx.request.validateUsing(seenValidator)
    await retireCard.undo({ id, revision }, ctx.params.cardId)
    return ctx.response.redirect().back()
  }

  @inject()
  async destroy(ctx: HttpContext, retireCard: RetireCard) {
    const { id } = await editedSet(ctx)
    const { revision } = await ctx.request.validateUsing(seenValidator)
    await retireCard.deleteForGood({ id, revision }, ctx.params.cardId)
    ctx.session.flash('success', 'The card is deleted.')
    return ctx.response.redirect().back()
  }
}
