import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import BaseInertiaMiddleware from '@adonisjs/inertia/inertia_middleware'
import UserTransformer from '#accounts/user_transformer'
import { isDemo } from '#config/app'

/**
 * What every page gets: who is signed in, what to say about the last action,
 * and whether this is the demo. An error page may be rendered before session
 * and auth ran, hence the checks.
 */
export default class InertiaMiddleware extends BaseInertiaMiddleware {
  share(ctx: HttpContext) {
    const { session, auth } = ctx as Partial<HttpContext>
    const errorsBag: Record<string, string> = session?.flashMessages.get('errorsBag') ?? {}
    const [error] = Object.entries(errorsBag)
      .filter(([code]) => code !== 'E_VALIDATION_ERROR')
      .map(([, message]) => message)
    const success: string | undefined = session?.flashMessages.get('success')
    const failure: string | undefined = session?.flashMessages.get('error')

    return {
      errors: ctx.inertia.always(this.getValidationErrors(ctx)),
      flash: ctx.inertia.always({ error: failure ?? error, success }),
      user: ctx.inertia.always(auth?.user ? UserTransformer.transform(auth.user) : undefined),
      demo: ctx.inertia.always(isDemo),
    }
  }

  async handle(ctx: HttpContext, next: NextFn) {
    await this.init(ctx)
    const output = await next()
    this.dispose(ctx)
    return output
  }
}

declare module '@adonisjs/inertia/types' {
  type MiddlewareSharedProps = InferSharedProps<InertiaMiddleware>
  export interface SharedProps extends MiddlewareSharedProps {}
}
