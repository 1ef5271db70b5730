import type { ApplicationService } from '@adonisjs/core/types'
import { Worker } from '#core/jobs/worker'
import { hasRole } from '#core/roles'

/** Looks at campaigns that are on the air every half minute. */
const EVERY_MS = 30_000

export default class PreFlightProvider {
  constructor(protected app: ApplicationService) {}

  async ready() {
    if (this.app.getEnvironment() !== 'web' || !hasRole('worker')) {
      return
    }
    const { WatchCampaigns } = await import('#preflight/watch_campaigns')
    const watch = await this.app.container.make(WatchCampaigns)
    const worker = new Worker({
      name: 'preflight.watch',
      sweepMs: EVERY_MS,
      work: () => watch.execute(),
    })
    worker.start()
    this.app.terminating(() => worker.stop())
  }
}
