import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import StaticMiddleware from '@adonisjs/static/static_middleware'
import ViteMiddleware from '@adonisjs/vite/vite_middleware'

const WITHOUT_FILES = ['/api/', '/webhooks/']

/**
 * Serves `public/` and, in development, Vite, to everything but the APIs.
 */
@inject()
export default class BrowserFilesMiddleware {
  constructor(
    private files: StaticMiddleware,
    private vite: ViteMiddleware
  ) {}

  handle(ctx: HttpContext, next: NextFn) {
    const path = ctx.request.url()

    if (WITHOUT_FILES.some((prefix) => path.startsWith(prefix))) {
      return next()
    }

    return this.files.handle(ctx, () => this.vite.handle(ctx, next))
  }
}
