import type { ApplicationService } from '@adonisjs/core/types'
import { CountLedger } from '#dashboards/count_ledger'
import { EventFailuresChanged } from '#channels/failures/event_failures_changed'
import { ChannelEventsStored } from '#channels/log/channel_events_stored'
import { ChannelStateChanged } from '#channels/channel_state_changed'
import { ConnectionChanged } from '#channels/connection_changed'
import { PollingChanged } from '#channels/polling/polling_changed'
import { FoundryChanged } from '#foundry/foundry_changed'
import { RedemptionReceived } from '#redemptions/redemption_received'
import { RedemptionSettled } from '#redemptions/redemption_settled'
import { RedemptionsCaughtUp } from '#rewards/redemptions_caught_up'
import { BoonsChanged } from '#packs/boons/boons_changed'
import { RewardChanged } from '#rewards/reward_changed'
import { TwitchAccessChanged } from '#twitch/tokens/twitch_access_changed'

/**
 * Keeps the open boards fresh: each domain event of what they show tells them.
 * The counts they share are kept once for the process.
 */
export default class DashboardsProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(CountLedger, () => new CountLedger())
  }

  async boot() {
    const { BoardFeed } = await import('#dashboards/board_feed')
    const { FeedNews } = await import('#dashboards/feed/feed_news')
    const emitter = await this.app.container.make('emitter')
    const feed = await this.app.container.make(BoardFeed)
    const news = await this.app.container.make(FeedNews)

    emitter.on(ChannelEventsStored, ({ events }) => news.happened(events))
    emitter.on(EventFailuresChanged, ({ channelId }) => news.failed(channelId))
    emitter.on(RedemptionReceived, (change) => feed.ledgerChanged(change))
    emitter.on(RedemptionSettled, (change) => feed.ledgerChanged(change))
    emitter.on(FoundryChanged, ({ campaignId }) => feed.tableChanged(campaignId))
    emitter.on(BoonsChanged, ({ campaignId }) => feed.tableChanged(campaignId))
    emitter.on(RewardChanged, ({ streamerId }) => feed.channelChanged(streamerId))
    emitter.on(RedemptionsCaughtUp, ({ streamerId }) => feed.channelChanged(streamerId))
    emitter.on(ConnectionChanged, ({ streamerId }) => feed.channelChanged(streamerId))
    emitter.on(ChannelStateChanged, ({ streamerId }) => feed.channelChanged(streamerId))
    emitter.on(PollingChanged, ({ streamerId }) => feed.streamerChanged(streamerId))
    emitter.on(TwitchAccessChanged, ({ userId }) => feed.channelChanged(userId))
  }
}
