import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { SignIn } from '#accounts/sign_in'
import { Consents } from '#accounts/consents'
import { forgetWish, wishIn } from '#accounts/consent_wish'
import { ownPath } from '#accounts/own_path'
import { userChannel } from '#core/realtime/channels'
import { endStreamsEverywhere } from '#core/realtime/streams'
import { onLucid } from '#core/sql'

/** The secret of an invitation link; whether it opens anything is not known yet. */
function invitationIn(path: string | undefined): string | null {
  return /^\/invitations\/([\w-]+)/.exec(path ?? '')?.[1] ?? null
}

/**
 * Signing in and out, and granting scopes, which is the same trip to Twitch.
 */
export default class SessionController {
  create({ inertia, auth, response, session, request }: HttpContext) {
    const path = ownPath(request.input('return'))

    if (path) {
      session.put('intended_url', path)
    }

    return auth.user
      ? response.redirect().toRoute('campaigns.index')
      : inertia.render('accounts/sign_in', {})
  }

  /** `for` says what permissions are needed for; without it none are asked for. */
  @inject()
  async redirect({ ally, auth, request, session }: HttpContext, consents: Consents) {
    const path = ownPath(request.input('return'))
    const id = request.input('for')
    const purpose = consents.find(id)

    if (path) {
      session.put('intended_url', path)
    }
    if (wishIn(session) !== id) {
      forgetWish(session)
    }

    const sql = onLucid(db.connection())
    const scopes = purpose ? await consents.scopes(sql, purpose, auth.user?.id) : []
    return ally.use('twitch').redirect((redirect) => redirect.scopes(scopes))
  }

  @inject()
  async callback(ctx: HttpContext, signIn: SignIn, consents: Consents) {
    const { ally, auth, response, session } = ctx
    const twitch = ally.use('twitch')
    const wish = auth.user && consents.find(wishIn(session))
    forgetWish(session)
    const back = () => response.redirect(auth.user ? (this.#intended(session) ?? '/') : '/sign-in')

    if (twitch.accessDenied()) {
      session.flash('error', 'You did not allow it on Twitch, so nothing was changed.')
      return back()
    }

    if (twitch.stateMisMatch() || twitch.hasError()) {
      session.flash(
        'error',
        'The sign-in took too long or was started elsewhere. Please try again.'
      )
      return back()
    }

    try {
      const token = await twitch.accessToken()
      const user = await signIn.execute({
        tokens: {
          accessToken: token.token,
          refreshToken: token.refreshToken,
          expiresIn: token.expiresIn,
          scopes: token.scope ?? [],
        },
        current: auth.user,
        invitation: invitationIn(this.#intended(session)),
        wish,
      })
      const intended = this.#intended(session) ?? '/campaigns'
      await auth.use('web').login(user)
      session.forget('intended_url')
      if (wish?.sentence) {
        session.flash('success', wish.sentence)
      }
      return response.redirect(intended)
    } catch (error) {
      if (error instanceof Exception && error.status >= 400 && error.status < 500) {
        session.flash('error', error.message)
        return back()
      }
      throw error
    }
  }

  async destroy({ auth, response, logger }: HttpContext) {
    const { id } = auth.getUserOrFail()
    await auth.use('web').logout()
    // Not before the session has ended: whoever loses a stream is back at once.
    response.onFinish(() => {
      endStreamsEverywhere(onLucid(db.connection()), userChannel(id)).catch((error: unknown) =>
        logger.error(
          { event: 'sign_out.streams', userId: id, err: error },
          'Streams were not ended'
        )
      )
    })
    return response.redirect().toRoute('home')
  }

  #intended(session: HttpContext['session']): string | undefined {
    return ownPath(session.get('intended_url'))
  }
}
