import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { wishFor } from '#accounts/consent_wish'
import { ownPath } from '#accounts/own_path'
import { optionalFeature } from '#channels/features/channel_features'
import { SwitchFeature } from '#channels/features/switch_feature'

/** Where the switches are, and where Twitch leads back to, unless the form says so. */
const HOME = '/dashboard#listening'

/** What is listened to on one's own channel. */
@inject()
export default class FeaturesController {
  constructor(private features: SwitchFeature) {}

  /** On at once where Twitch allows it already, else by way of Twitch. */
  async store(ctx: HttpContext) {
    const { inertia, request, response, session } = ctx
    const { streamerId, feature } = this.#asked(ctx)
    const home = ownPath(request.input('return')) ?? HOME

    if (await this.features.on(streamerId, feature)) {
      session.flash('success', `${feature.label}: switched on.`)
      return response.redirect(home)
    }

    wishFor(session, feature.id)
    const address = new URLSearchParams({ for: feature.id, return: home })
    return inertia.location(`/auth/twitch/redirect?${address}`)
  }

  async destroy(ctx: HttpContext) {
    const { streamerId, feature } = this.#asked(ctx)
    await this.features.off(streamerId, feature)
    ctx.session.flash('success', `${feature.label}: switched off.`)
    return ctx.response.redirect(ownPath(ctx.request.input('return')) ?? HOME)
  }

  /** Only one's own channel: a stranger's id is as good as none. */
  #asked({ params, auth }: HttpContext) {
    const streamerId = auth.getUserOrFail().id
    const feature = optionalFeature(params.feature)

    if (params.streamerId !== streamerId || !feature) {
      throw new Exception('There is nothing to switch at this address.', {
        status: 404,
        code: 'E_NO_FEATURE',
      })
    }
    return { streamerId, feature }
  }
}
