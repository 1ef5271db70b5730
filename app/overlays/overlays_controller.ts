import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import { overlayChannel } from '#core/realtime/channels'
import { endStreams } from '#core/realtime/streams'
import { onLucid } from '#core/sql'
import { transact } from '#core/transact'
import { ChangeSettings } from '#overlays/change_settings'
import type Overlay from '#overlays/overlay'
import { OverlayKeys } from '#overlays/overlay_keys'
import OverlayTransformer from '#overlays/overlay_transformer'
import { settingsValidator, testValidator } from '#overlays/overlay_validator'
import { PlayTest } from '#overlays/play_test'
import { ProvideOverlay } from '#overlays/provide_overlay'

/**
 * A streamer's own overlay: its address, how it looks, and a test.
 */
@inject()
export default class OverlaysController {
  constructor(
    private provide: ProvideOverlay,
    private keys: OverlayKeys
  ) {}

  async show(ctx: HttpContext) {
    const overlay = await this.#own(ctx)
    const address = await this.provide.address(overlay)
    const keys = await this.keys.list(onLucid(db.connection()), overlay.id)

    return ctx.inertia.render('overlays/show', {
      streamerId: overlay.streamerId,
      overlay: OverlayTransformer.transform(overlay),
      address,
      bootstrapAddress: `/streamers/${overlay.streamerId}/overlay/bootstrap`,
      keys: keys.map(({ id, prefix, expiresAt, lastUsedAt }) => ({
        id,
        prefix,
        expiresAt: expiresAt?.toISOString() ?? null,
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
      })),
    })
  }

  @inject()
  async update(ctx: HttpContext, changeSettings: ChangeSettings) {
    const overlay = await this.#own(ctx)
    await changeSettings.execute(overlay, await ctx.request.validateUsing(settingsValidator))
    return this.#answer(ctx, 'Saved, and already on the overlay.')
  }

  @inject()
  async test(ctx: HttpContext, playTest: PlayTest) {
    const overlay = await this.#own(ctx)
    const { scene } = await ctx.request.validateUsing(testValidator)
    playTest.execute(overlay, scene)
    return this.#answer(ctx, 'Look at OBS: it plays now, marked TEST.')
  }

  async rotate(ctx: HttpContext) {
    const overlay = await this.#own(ctx)
    await transact((sql) => this.keys.rotate(sql, overlay.id))
    return this.#answer(ctx, 'A new address. The old one works for another 24 hours.')
  }

  /** The replaced keys end now; pages with the current one are back at once. */
  async endReplaced(ctx: HttpContext) {
    const overlay = await this.#own(ctx)
    await transact((sql) => this.keys.endReplaced(sql, overlay.id))
    endStreams(overlayChannel(overlay.id))
    return this.#answer(ctx, 'Only the current address works now.')
  }

  /** In person only: to everybody else there is no such channel. */
  async #own({ params, auth }: HttpContext): Promise<Overlay> {
    const user = auth.getUserOrFail()

    if (params.streamerId !== user.id) {
      throw new Exception('There is no such channel.', { status: 404, code: 'E_NO_CHANNEL' })
    }
    return this.provide.execute(user.id)
  }

  #answer({ session, response }: HttpContext, sentence: string) {
    session.flash('success', sentence)
    return response.redirect().back()
  }
}
