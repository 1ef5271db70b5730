import type { ApplicationService } from '@adonisjs/core/types'
import { AccountObligations } from '#accounts/account_obligations'
import { hasRole } from '#core/roles'
import { InstanceChanged } from '#gamification/instance_changed'
import { DeliverChanges } from '#overlays/deliver_changes'
import { OverlayIds } from '#overlays/overlay_ids'
import { TellCaughtUp } from '#overlays/tell_caught_up'
import { DeliverPolls } from '#overlays/overlay_poll'
import { DeliverPacks } from '#overlays/overlay_pack'
import {
  PackOpeningComplete,
  PackOpeningRepeated,
  PackOpeningStarted,
} from '#packs/queue/pack_events'
import { PollTold } from '#polls/live/poll_told'
import { RedemptionsCaughtUp } from '#rewards/redemptions_caught_up'

const FORGET_MS = 60 * 60_000

/**
 * Brings the game to the overlays.
 */
export default class OverlaysProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(OverlayIds, () => new OverlayIds())
  }

  async boot() {
    const emitter = await this.app.container.make('emitter')
    const deliver = await this.app.container.make(DeliverChanges)

    emitter.on(InstanceChanged, (change) => deliver.handle(change))
    const caughtUp = await this.app.container.make(TellCaughtUp)
    emitter.on(RedemptionsCaughtUp, (found) => caughtUp.handle(found))
    const polls = await this.app.container.make(DeliverPolls)
    emitter.on(PollTold, ({ poll }) => polls.handle(poll))
    const packs = await this.app.container.make(DeliverPacks)
    emitter.on(PackOpeningStarted, (started) => packs.started(started))
    emitter.on(PackOpeningRepeated, (repeated) => packs.started(repeated))
    emitter.on(PackOpeningComplete, (complete) => packs.complete(complete))
    this.app.terminating(() => deliver.stop())

    const { endOverlayStreams } = await import('#overlays/end_overlay_streams')
    const obligations = await this.app.container.make(AccountObligations)
    obligations.endBefore((sql, _after, user) => endOverlayStreams(sql, user.id))
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web' || !hasRole('worker')) {
      return
    }

    const { Worker } = await import('#core/jobs/worker')
    const { transact } = await import('#core/transact')
    const { forgetOneShots } = await import('#overlays/one_shots')
    const worker = new Worker({
      name: 'old one-shots',
      sweepMs: FORGET_MS,
      work: async () => {
        await transact(forgetOneShots)
        return false
      },
    })

    worker.start()
    this.app.terminating(() => worker.stop())
  }
}
