import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * Insists on an account, and comes back to the asked page after sign-in.
 */
export default class AuthMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (!ctx.auth.user && ctx.request.method() === 'GET' && !ctx.request.ajax()) {
      ctx.session.put('intended_url', ctx.request.url(true))
    }

    await ctx.auth.authenticateUsing(['web'], { loginRoute: '/sign-in' })
    return next()
  }
}
