import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { spendBoon } from '#packs/boons/spend_boon'
import {
  craftValidator,
  dustValidator,
  spendValidator,
} from '#packs/collections/collection_validators'
import { craftCard, dustDuplicates } from '#packs/collections/dust'
import { viewerOf } from '#packs/collections/find_owner'
import { NoSuchPack } from '#packs/pack_refused'
import { findChannel } from '#packs/public/find_channel'

/** What viewers do with the cards of their own. */
export default class SpendController {
  async dust(ctx: HttpContext) {
    const whose = await ownerOn(ctx)
    const input = await ctx.request.validateUsing(dustValidator)
    const { dust } = await dustDuplicates({ ...whose, ...input })
    return answer(ctx, `${dust} dust more.`)
  }

  async craft(ctx: HttpContext) {
    const whose = await ownerOn(ctx)
    const input = await ctx.request.validateUsing(craftValidator)
    const { price } = await craftCard({ ...whose, ...input })
    return answer(ctx, `Made of ${price} dust: the card is yours.`)
  }

  async boon(ctx: HttpContext) {
    const whose = await ownerOn(ctx)
    const input = await ctx.request.validateUsing(spendValidator)
    const boon = await spendBoon({ ...whose, ...input })
    return answer(
      ctx,
      boon.kind === 'multiplier'
        ? `Your next contribution on this channel counts ${boon.factor} times.`
        : 'The game masters are asked. If they say no, the card comes back.'
    )
  }
}

/** The signed-in viewer on a channel; who never redeemed has nothing to spend. */
async function ownerOn({ params, auth }: HttpContext) {
  const sql = onLucid(db.connection())
  const channel = await findChannel(sql, String(params.channel))
  const viewerId = await viewerOf(sql, auth.getUserOrFail().id)
  if (!channel || viewerId === null) {
    throw new NoSuchPack()
  }
  return { streamerId: channel.id, viewerId }
}

function answer({ session, response }: HttpContext, sentence: string) {
  session.flash('success', sentence)
  return response.redirect().back()
}
