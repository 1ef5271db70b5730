import app from '@adonisjs/core/services/app'
import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import type { StatusPageRange, StatusPageRenderer } from '@adonisjs/core/types/http'
import { errorAnswerOf } from '#core/exceptions/api_errors'

const TITLES: Record<number, string> = {
  403: 'That is not yours to change',
  404: 'Nothing here',
  413: 'That is too large',
  429: 'A little slower, please',
}

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
    return answer ? answer(error, ctx) : super.handle(error, ctx)
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
