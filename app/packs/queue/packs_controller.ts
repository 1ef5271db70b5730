import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { isUuid } from '#core/ids'
import { streamerPacks } from '#core/realtime/channels'
import { openStream } from '#core/realtime/streams'
import { onLucid } from '#core/sql'
import { dustRatesValidator } from '#packs/collections/collection_validators'
import { readRates, saveRates } from '#packs/collections/dust_rates'
import { listOffers } from '#packs/offers/list_offers'
import { OfferSet } from '#packs/offers/offer_set'
import { offerValidator } from '#packs/offers/offer_validator'
import { NoSuchPack } from '#packs/pack_refused'
import { moveValidator, queueValidator } from '#packs/queue/queue_validator'
import { readHistory } from '#packs/queue/read_history'
import { readQueue } from '#packs/queue/read_queue'
import { SteerQueue } from '#packs/queue/steer_queue'
import { readSeeds } from '#packs/seeds/read_seeds'

/** As many as fit a page that nobody has to leaf through. */
const HISTORY = 30
const SEEDS = 10

/** The packs of a streamer's own channel: what is on sale, what waits, what was opened. */
@inject()
export default class PacksController {
  constructor(private queue: SteerQueue) {}

  async show(ctx: HttpContext) {
    const streamerId = streamerOf(ctx)
    const sql = onLucid(db.connection())

    return ctx.inertia.render('packs/queue', {
      streamerId,
      offers: () => listOffers(sql, streamerId),
      queue: () => readQueue(sql, streamerId),
      history: () => readHistory(sql, streamerId, HISTORY),
      dust: () => readRates(sql, streamerId),
      seeds: () => readSeeds(sql, streamerId, SEEDS),
    })
  }

  async stream(ctx: HttpContext) {
    await openStream(ctx, streamerPacks(streamerOf(ctx)))
  }

  @inject()
  async offer(ctx: HttpContext, offerSet: OfferSet) {
    const streamerId = streamerOf(ctx)
    const input = await ctx.request.validateUsing(offerValidator)
    const { name } = await offerSet.execute(String(ctx.params.setId), streamerId, input)
    return answer(
      ctx,
      input.isEnabled ? `“${name}” goes on sale.` : `“${name}” is saved, and not on sale.`
    )
  }

  async dust(ctx: HttpContext) {
    const streamerId = streamerOf(ctx)
    const setId = idOf(ctx, 'setId')
    await saveRates(streamerId, setId, await ctx.request.validateUsing(dustRatesValidator))
    return answer(ctx, 'Saved. It holds from now.')
  }

  async update(ctx: HttpContext) {
    const streamerId = streamerOf(ctx)
    const { needsOverlay } = await ctx.request.validateUsing(queueValidator)
    await this.queue.needOverlay(streamerId, needsOverlay)
    return answer(
      ctx,
      needsOverlay
        ? 'Without an overlay, packs are given back.'
        : 'Packs are opened without an overlay, too.'
    )
  }

  async pause(ctx: HttpContext) {
    await this.queue.pause(streamerOf(ctx))
    return answer(ctx, 'Paused: packs wait, and none is sold.')
  }

  async resume(ctx: HttpContext) {
    await this.queue.resume(streamerOf(ctx))
    return answer(ctx, 'On with the packs.')
  }

  async skip(ctx: HttpContext) {
    await this.queue.skip(streamerOf(ctx), idOf(ctx, 'showingId'))
    return answer(ctx, 'Skipped. The cards are in the collection.')
  }

  async replay(ctx: HttpContext) {
    await this.queue.replay(streamerOf(ctx), idOf(ctx, 'openingId'))
    return answer(ctx, 'It is shown again, next.')
  }

  async move(ctx: HttpContext) {
    const streamerId = streamerOf(ctx)
    const { before } = await ctx.request.validateUsing(moveValidator)
    await this.queue.move(streamerId, idOf(ctx, 'openingId'), before)
    return answer(ctx, 'Moved.')
  }

  async refund(ctx: HttpContext) {
    await this.queue.refund(streamerOf(ctx), idOf(ctx, 'openingId'))
    return answer(ctx, 'The points go back, its cards are taken back.')
  }

  async changeSeed(ctx: HttpContext) {
    await this.queue.changeSeed(streamerOf(ctx))
    return answer(ctx, 'A new seed. The old one is revealed once its packs are open.')
  }
}

/** Only one's own: a stranger's id is as good as none. */
function streamerOf({ auth, params }: HttpContext): string {
  const { id } = auth.getUserOrFail()
  if (params.streamerId !== id) {
    throw new NoSuchPack()
  }
  return id
}

function idOf({ params }: HttpContext, name: string): string {
  const id: unknown = params[name]
  if (!isUuid(id)) {
    throw new NoSuchPack()
  }
  return id
}

function answer({ session, response }: HttpContext, sentence: string) {
  session.flash('success', sentence)
  return response.redirect().back()
}
