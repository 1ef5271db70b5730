import type { ApplicationService } from '@adonisjs/core/types'
import { Worker } from '#core/jobs/worker'
import { hasRole } from '#core/roles'
import { SetChanges } from '#packs/sets/set_changes'

/** Pictures nothing shows any more are removed once an hour. */
const EVERY_MS = 3_600_000

/** Card sets and their pictures. */
export default class CardSetsProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(SetChanges, () => new SetChanges())
  }

  /** Rewards follow a set at once; their worker would find it some seconds later. */
  async boot() {
    const { SyncPackRewards } = await import('#packs/offers/sync_pack_rewards')
    const changes = await this.app.container.make(SetChanges)
    const rewards = await this.app.container.make(SyncPackRewards)
    changes.whenChanged((sql, _after, setId) => rewards.execute(sql, { setId }))
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web' || !hasRole('worker')) {
      return
    }
    const { SweepPictures } = await import('#packs/pictures/sweep_pictures')
    const sweep = await this.app.container.make(SweepPictures)
    const worker = new Worker({
      name: 'pictures.sweep',
      sweepMs: EVERY_MS,
      work: () => sweep.execute(),
    })
    worker.start()
    this.app.terminating(() => worker.stop())
  }
}
