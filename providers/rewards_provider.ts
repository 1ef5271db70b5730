import type { ApplicationService } from '@adonisjs/core/types'
import { AccountObligations } from '#accounts/account_obligations'
import { hasRole } from '#core/roles'
import { Notifications } from '#core/jobs/notifications'
import { ChannelEventHandlers } from '#channels/channel_event_handlers'
import { RedemptionIntake } from '#redemptions/redemption_intake'
import { SettlementGateway } from '#redemptions/settlement_gateway'
import { PausePolicies } from '#rewards/pause_policies'
import { RewardDrains } from '#rewards/reward_drains'
import { takeRedemptionEvent } from '#rewards/take_redemption_event'
import { TwitchAccessChanged } from '#twitch/tokens/twitch_access_changed'

/**
 * Rewards and what comes of them: redemptions go from the channel's events into
 * the ledger, settlements go to Twitch, and two reconcilers see to the rest.
 */
export default class RewardsProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    const { container } = this.app
    container.singleton(PausePolicies, () => new PausePolicies())
    container.singleton(RewardDrains, () => new RewardDrains())
    container.singleton(SettlementGateway, async (resolver) => {
      const { TwitchSettlementGateway } = await import('#rewards/twitch_settlement_gateway')
      return resolver.make(TwitchSettlementGateway)
    })
  }

  async boot() {
    const { container } = this.app
    const handlers = await container.make(ChannelEventHandlers)
    const take = takeRedemptionEvent(() => container.make(RedemptionIntake))
    const { noticeRemovedReward } = await import('#rewards/notice_removed_reward')
    handlers
      .on('redemption_added', 'ledger', take)
      .on('redemption_updated', 'ledger', take)
      .on('reward_removed', 'rewards', noticeRemovedReward)

    const { unsettledChannel } = await import('#rewards/unsettled_channel')
    const obligations = await container.make(AccountObligations)
    obligations.keepWhile(unsettledChannel)

    const emitter = await container.make('emitter')
    emitter.on(TwitchAccessChanged, async ({ userId, state }) => {
      if (state === 'valid') {
        const { retryFailed } = await import('#rewards/retry_failed')
        await retryFailed(userId)
      }
    })
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web' || !hasRole('worker')) {
      return
    }
    const { container } = this.app
    const { RewardReconciler } = await import('#rewards/reward_reconciler')
    const { RedemptionReconciler } = await import('#rewards/redemption_reconciler')
    const notifications = await container.make(Notifications)
    const rewards = await container.make(RewardReconciler)
    const redemptions = await container.make(RedemptionReconciler)
    rewards.start(notifications)
    redemptions.start(notifications)
    this.app.terminating(async () => {
      await Promise.all([rewards.stop(), redemptions.stop()])
    })
  }
}
