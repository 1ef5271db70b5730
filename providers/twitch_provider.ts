import type { ApplicationService } from '@adonisjs/core/types'
import { Clock } from '#core/clock'
import { hasRole } from '#core/roles'
import { Worker } from '#core/jobs/worker'
import { OauthClient } from '#twitch/tokens/oauth_client'
import { RateGuard } from '#twitch/api/rate_guard'
import { TwitchClient } from '#twitch/api/twitch_client'
import { TwitchTokens } from '#twitch/tokens/twitch_tokens'
import { TwitchAuthProvider } from '#twitch/tokens/twitch_auth_provider'

const VALIDATION_SWEEP_MS = 60_000

/** One token store and one client for all: they hold what must be shared. */
export default class TwitchProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    const { container } = this.app
    container.singleton(TwitchTokens, async (r) => new TwitchTokens(await r.make(OauthClient)))
    container.singleton(
      TwitchAuthProvider,
      async (r) =>
        new TwitchAuthProvider(
          await r.make(TwitchTokens),
          await r.make(OauthClient),
          await r.make(Clock)
        )
    )
    container.singleton(RateGuard, async (r) => new RateGuard(await r.make(Clock)))
    container.singleton(
      TwitchClient,
      async (r) => new TwitchClient(await r.make(TwitchAuthProvider), await r.make(RateGuard))
    )
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web' || !hasRole('worker')) {
      return
    }
    const { ValidateTokens } = await import('#twitch/tokens/validate_tokens')
    const validation = await this.app.container.make(ValidateTokens)
    const worker = new Worker({
      name: 'twitch.validation',
      sweepMs: VALIDATION_SWEEP_MS,
      work: () => validation.execute(),
    })
    worker.start()
    this.app.terminating(() => worker.stop())
  }
}
