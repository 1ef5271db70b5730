import type { ApplicationService } from '@adonisjs/core/types'
import { AccountObligations } from '#accounts/account_obligations'
import { Health } from '#core/health'
import { Notifications } from '#core/jobs/notifications'
import { hasRole } from '#core/roles'
import { ContributionBoosts } from '#gamification/counting/contribution_boosts'
import { BoonBoosts } from '#packs/boons/boon_boosts'
import { RewardHandlers } from '#redemptions/reward_handlers'
import { PausePolicies } from '#rewards/pause_policies'
import { RewardDrains } from '#rewards/reward_drains'

const SYNC_MS = 5_000
const REVEAL_MS = 30_000

/** Card packs: redemptions open them, a worker plays the channels' queues, seeds are revealed. */
export default class PacksProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(ContributionBoosts, () => new BoonBoosts())
  }

  async boot() {
    const { container } = this.app
    const { PACK } = await import('#packs/pack_handler')
    const { PackCounting } = await import('#packs/opening/pack_counting')
    const { PackQueueChanged } = await import('#packs/queue/pack_events')
    const { PackPausePolicy } = await import('#packs/offers/pack_pause_policy')
    const { lockQueue } = await import('#packs/queue/lock_queue')
    const { DrainPacks, refundAllWaiting } = await import('#packs/offers/drain_packs')

    const counting = new PackCounting((streamerIds) => {
      streamerIds.forEach((id) => void PackQueueChanged.dispatch(id))
    })
    const handlers = await container.make(RewardHandlers)
    handlers.register(PACK, counting)
    const policies = await container.make(PausePolicies)
    policies.register(PACK, new PackPausePolicy())
    const drains = await container.make(RewardDrains)
    drains.register(PACK, new DrainPacks())
    const obligations = await container.make(AccountObligations)
    obligations.lockBefore((sql, user) => lockQueue(sql, user.id))
    obligations.endBefore(async (sql, after, user) => {
      await refundAllWaiting(sql, after, { streamerId: user.id }, 'streamer_left')
    })
    const { seedsHealth } = await import('#packs/seeds/seeds_health')
    const health = await container.make(Health)
    health.register('packSeeds', seedsHealth)
    await this.#tell()
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web' || !hasRole('worker')) {
      return
    }
    const { container } = this.app
    const { Worker } = await import('#core/jobs/worker')
    const { transact } = await import('#core/transact')
    const { ShowPacks } = await import('#packs/queue/show_packs')
    const { RevealSeeds } = await import('#packs/seeds/reveal_seeds')
    const { SyncPackRewards } = await import('#packs/offers/sync_pack_rewards')
    const { ReturnBoons } = await import('#packs/boons/return_boons')
    const boons = await container.make(ReturnBoons)
    const packs = await container.make(ShowPacks)
    const seeds = await container.make(RevealSeeds)
    const rewards = await container.make(SyncPackRewards)
    const notifications = await container.make(Notifications)
    const workers = [
      new Worker({ name: 'packs', channel: 'packs', work: () => packs.execute() }, notifications),
      new Worker({ name: 'boons', sweepMs: SYNC_MS, work: () => boons.execute() }),
      new Worker({ name: 'pack seeds', sweepMs: REVEAL_MS, work: () => seeds.execute() }),
      new Worker({
        name: 'pack rewards',
        sweepMs: SYNC_MS,
        work: async () => {
          await transact((sql) => rewards.execute(sql))
          return false
        },
      }),
    ]
    workers.forEach((worker) => worker.start())
    this.app.terminating(async () => {
      await Promise.all(workers.map((worker) => worker.stop()))
    })
  }

  /** Dashboards. */
  async #tell() {
    const { TellPacks } = await import('#packs/queue/tell_packs')
    const { PackOpeningComplete, PackOpeningStarted, PackQueueChanged } =
      await import('#packs/queue/pack_events')
    const emitter = await this.app.container.make('emitter')
    const pages = await this.app.container.make(TellPacks)
    emitter.on(PackOpeningStarted, (started) => pages.started(started))
    emitter.on(PackOpeningComplete, (complete) => pages.complete(complete))
    emitter.on(PackQueueChanged, ({ streamerId }) => pages.queueChanged(streamerId))
  }
}
