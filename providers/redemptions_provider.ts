import type { ApplicationService } from '@adonisjs/core/types'
import { Clock } from '#core/clock'
import { RedemptionIntake } from '#redemptions/redemption_intake'
import { RewardHandlers } from '#redemptions/reward_handlers'

/**
 * The ledger: the intake with its own lane to the database, opened by its first
 * redemption, and the registry of who handles which reward.
 */
export default class RedemptionsProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    const { container } = this.app

    container.singleton(RewardHandlers, () => new RewardHandlers())
    container.singleton(RedemptionIntake, async () => {
      const { default: env } = await import('#start/env')
      const { announceTaken } = await import('#redemptions/announce_taken')
      const intake = new RedemptionIntake({
        connectionString: env.get('DATABASE_DIRECT_URL') || env.get('DATABASE_URL'),
        handlers: await container.make(RewardHandlers),
        clock: await container.make(Clock),
        log: await container.make('logger'),
        onTaken: announceTaken,
      })
      this.app.terminating(() => intake.stop())
      return intake
    })
  }
}
