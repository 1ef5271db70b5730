import { errors as authErrors } from '@adonisjs/auth'
import { errors as bouncerErrors } from '@adonisjs/bouncer'
import { Exception } from '@adonisjs/core/exceptions'
import app from '@adonisjs/core/services/app'
import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import type { StatusPageRange, StatusPageRenderer } from '@adonisjs/core/types/http'
import { errors as limiterErrors } from '@adonisjs/limiter'
import { errorAnswerOf } from '#core/exceptions/api_errors'

const TITLES: Record<number, string> = {
  403: 'That is not yours to change',
  404: 'Nothing here',
  413: 'That is too large',
  429: 'A little slower, please',
}

const tooOften = (seconds: number) =>
  `That was a lot at once. Try again in ${Math.max(1, seconds)} seconds.`

/**
 * Errors as pages with a sentence to act on, or as JSON for whoever asks for it.
 */
export default class HttpExceptionHandler extends ExceptionHandler {
  protected debug = app.inDev
  protected renderStatusPages = !app.inDev

  protected statusPages: Record<StatusPageRange, StatusPageRenderer> = {
    '400..499': (error, ctx) => this.#page(error.status, error.message, ctx),
    '500..599': (error, ctx) =>
      this.#page(error.status, 'The server could not do that. It has been written down.', ctx),
  }

  async handle(error: unknown, ctx: HttpContext) {
    const answer = errorAnswerOf(ctx.request.url())
    if (answer) {
      return answer(error, ctx)
    }
    if (error instanceof limiterErrors.E_TOO_MANY_REQUESTS) {
      error.setMessage(tooOften(error.response.availableIn))
    }
    if (error instanceof authErrors.E_UNAUTHORIZED_ACCESS) {
      error.message = 'Sign in first.'
    }
    return super.handle(this.#forPage(error, ctx), ctx)
  }

  /** What these would answer to a browser is bare text; a visitor gets a page instead. */
  #forPage(error: unknown, ctx: HttpContext): unknown {
    if (ctx.request.method() !== 'GET' || ctx.request.accepts(['html', 'json']) !== 'html') {
      return error
    }

    if (error instanceof bouncerErrors.E_AUTHORIZATION_FAILURE) {
      const { status = error.status } = error.response
      return new Exception(error.getResponseMessage(ctx), { status, code: error.code })
    }

    if (error instanceof limiterErrors.E_TOO_MANY_REQUESTS) {
      const { availableIn } = error.response
      ctx.response.header('Retry-After', String(Math.max(1, availableIn)))
      return new Exception(tooOften(availableIn), { status: error.status, code: error.code })
    }

    return error
  }

  /** Before the web middleware ran there is no page to render, only text. */
  #page(status: number, message: string, ctx: HttpContext) {
    const title = TITLES[status] ?? (status < 500 ? 'That did not work' : 'Something broke here')

    if (!('inertia' in ctx)) {
      return `${title}. ${message}`
    }

    return ctx.inertia.render('errors/show', { status, title, message })
  }
}
