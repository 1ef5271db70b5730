import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { guardSecret } from '#core/throttle/wrong_secrets'
import { AuthenticateToken, type BridgeCaller } from '#foundry/tokens/authenticate_token'

const BEARER = /^Bearer ([\w-]{20,200})$/i

/**
 * Finds out which paired browser asks. Only the header counts: a token in an
 * address would end up in logs and histories.
 */
@inject()
export default class FoundryTokenMiddleware {
  constructor(private authenticateToken: AuthenticateToken) {}

  async handle(ctx: HttpContext, next: NextFn) {
    const [, token] = BEARER.exec(ctx.request.header('authorization') ?? '') ?? []
    ctx.bridge = await guardSecret('foundry_token', ctx.request.ip(), () =>
      this.authenticateToken.execute(token ?? null)
    )
    return next()
  }
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** The paired browser, on routes of the bridge that need a token. */
    bridge: BridgeCaller
  }
}
