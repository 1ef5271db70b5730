import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { guardSecret } from '#core/throttle/wrong_secrets'
import { AuthenticateKey, type OverlayCaller } from '#overlays/authenticate_key'

const BEARER = /^Bearer ([\w-]{20,200})$/i

/**
 * Finds out which overlay asks. Only the header counts: a key in an address
 * would end up in logs.
 */
@inject()
export default class OverlayKeyMiddleware {
  constructor(private keys: AuthenticateKey) {}

  async handle(ctx: HttpContext, next: NextFn) {
    const [, key] = BEARER.exec(ctx.request.header('authorization') ?? '') ?? []
    ctx.overlay = await guardSecret('overlay_key', ctx.request.ip(), () =>
      this.keys.execute(key ?? null)
    )
    return next()
  }
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** On routes that need an overlay key. */
    overlay: OverlayCaller
  }
}
