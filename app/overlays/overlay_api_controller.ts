import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import { onLucid } from '#core/sql'
import { markShown } from '#overlays/one_shots'
import { OverlayStream } from '#overlays/overlay_stream'
import { packCompleteValidator, shownValidator } from '#overlays/overlay_validator'
import { CompletePack } from '#packs/queue/complete_pack'
import { TakeSnapshot } from '#overlays/take_snapshot'

/**
 * What the page in OBS asks for, with its key.
 */
export default class OverlayApiController {
  @inject()
  async snapshot({ overlay, response }: HttpContext, takeSnapshot: TakeSnapshot) {
    response.header('Cache-Control', 'no-store')
    return takeSnapshot.execute(overlay)
  }

  @inject()
  async stream(ctx: HttpContext, stream: OverlayStream) {
    await stream.open(ctx)
  }

  async shown({ overlay, request, response }: HttpContext) {
    const { seq } = await request.validateUsing(shownValidator)
    await markShown(onLucid(db.connection()), overlay.overlayId, seq)
    return response.noContent()
  }

  /** The animation of a pack is over. */
  @inject()
  async packComplete(ctx: HttpContext, completePack: CompletePack) {
    const { id } = await ctx.request.validateUsing(packCompleteValidator)
    await completePack.execute(ctx.overlay.streamerId, id)
    return ctx.response.noContent()
  }
}
