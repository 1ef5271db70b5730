import { inject } from '@adonisjs/core'
import limiter from '@adonisjs/limiter/services/main'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { BridgeSettings } from '#foundry/bridge_settings'

interface Options {
  of: 'about' | 'pair_start' | 'pair_poll' | 'token'
}

/**
 * What needs no token is limited by address, everything else by token: several worlds may
 * well sit behind one address. Wrong tokens are limited where tokens are checked.
 */
@inject()
export default class BridgeThrottleMiddleware {
  constructor(private settings: BridgeSettings) {}

  async handle(ctx: HttpContext, next: NextFn, { of }: Options) {
    const key = of === 'token' ? ctx.bridge.tokenId : ctx.request.ip()
    await limiter
      .use({ requests: this.#requests(of), duration: '1 minute' })
      .consume(`foundry_${of}_${key}`)
    return next()
  }

  #requests(of: Options['of']): number {
    const { pairStartsPerMinute, pairPollsPerMinute, requestsPerMinute } = this.settings
    return {
      about: pairPollsPerMinute,
      pair_start: pairStartsPerMinute,
      pair_poll: pairPollsPerMinute,
      token: requestsPerMinute,
    }[of]
  }
}
