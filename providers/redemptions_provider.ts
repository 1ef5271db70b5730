import type { ApplicationService } from '@adonisjs/core/types'
import { ViewerErased } from '#channels/viewers/viewer_erased'
import { Clock } from '#core/clock'
import { Notifications } from '#core/jobs/notifications'
import { Worker } from '#core/jobs/worker'
import { hasRole } from '#core/roles'
import { transact } from '#core/transact'
import { RedemptionIntake } from '#redemptions/redemption_intake'
import { RewardHandlers } from '#redemptions/reward_handlers'
import { SettleRedemptions } from '#redemptions/settlement/settle_redemptions'
import { SettlementGateway } from '#redemptions/settlement_gateway'
import { TwitchAccessChanged } from '#twitch/tokens/twitch_access_changed'

/**
 * The ledger: the intake with its own lane to the database, opened by its first
 * redemption, the registry of who handles which reward, and the settlements.
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
      const forget = () => intake.forgetViewers()
      const emitter = await container.make('emitter')
      const notifications = await container.make(Notifications)
      emitter.on(ViewerErased, forget)
      notifications.on('viewers', forget)
      this.app.terminating(() => intake.stop())
      return intake
    })
    container.singleton(SettleRedemptions, async () => {
      const database = await import('@adonisjs/lucid/services/db')
      const { onLucid } = await import('#core/sql')
      return new SettleRedemptions({
        sql: () => onLucid(database.default.connection()),
        gateway: await container.make(SettlementGateway),
        clock: await container.make(Clock),
        log: await container.make('logger'),
      })
    })
  }

  async boot() {
    const emitter = await this.app.container.make('emitter')
    emitter.on(TwitchAccessChanged, async ({ userId, state }) => {
      if (state === 'valid') {
        const { retryStuck } = await import('#redemptions/settlement/postpone')
        await transact((sql) => retryStuck(sql, userId))
      }
    })
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web' || !hasRole('worker')) {
      return
    }
    const settling = await this.app.container.make(SettleRedemptions)
    const worker = new Worker(
      { name: 'settlements', channel: 'settlements', work: () => settling.execute() },
      await this.app.container.make(Notifications)
    )
    worker.start()
    this.app.terminating(async () => {
      await worker.stop()
      await settling.stop()
    })
  }
}
