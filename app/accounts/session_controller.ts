import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { SignIn } from '#accounts/sign_in'
import { STREAMER_SCOPES } from '#accounts/streamer_scopes'
import { userChannel } from '#core/realtime/channels'
import { endStreamsEverywhere } from '#core/realtime/streams'
import { onLucid } from '#core/sql'

/** Only a path of our own: a full address could lead a visitor away. */
function ownPath(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined
}

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

  redirect({ ally, request, session }: HttpContext) {
    const path = ownPath(request.input('return'))
    const wantsToStream = request.input('for') === 'streamer'

    if (path) {
      session.put('intended_url', path)
    }

    return ally
      .use('twitch')
      .redirect((redirect) => redirect.scopes(wantsToStream ? STREAMER_SCOPES : []))
  }

  @inject()
  async callback({ ally, auth, response, session }: HttpContext, signIn: SignIn) {
    const twitch = ally.use('twitch')
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
      })
      const intended = this.#intended(session) ?? '/campaigns'
      await auth.use('web').login(user)
      session.forget('intended_url')
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
