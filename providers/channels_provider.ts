import type { ApplicationService } from '@adonisjs/core/types'
import { Health } from '#core/health'
import { Consents } from '#accounts/consents'
import { hasRole } from '#core/roles'
import { Worker } from '#core/jobs/worker'
import { Notifications } from '#core/jobs/notifications'
import { TwitchTokens } from '#twitch/tokens/twitch_tokens'
import { endRevokedAccess } from '#channels/end_revoked_access'
import { eventsubHealth } from '#channels/eventsub_part'
import { ParkedMessages } from '#channels/parked_messages'
import { RecordStreamState } from '#channels/record_stream_state'
import { ChannelEventHandlers } from '#channels/channel_event_handlers'
import { registerFeatureConsents } from '#channels/features/feature_consents'
import { ChannelStateChanged } from '#channels/channel_state_changed'

/** A turn, not a sample: how soon another process takes over. */
const SAMPLER_TURN_MS = 2_000

/** What happens on channels: who wants to know, who listens, who counts the viewers. */
export default class ChannelsProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    const { container } = this.app
    container.singleton(ParkedMessages, () => new ParkedMessages())
    container.singleton(ChannelEventHandlers, () => new ChannelEventHandlers())
  }

  async boot() {
    registerFeatureConsents(await this.app.container.make(Consents))

    const health = await this.app.container.make(Health)
    health.register('eventsub', eventsubHealth)

    const handlers = await this.app.container.make(ChannelEventHandlers)
    const record = new RecordStreamState()

    handlers.on(
      'authorization_revoked',
      'consent',
      endRevokedAccess(() => this.app.container.make(TwitchTokens))
    )
    handlers.on('stream_online', 'stream_state', async ({ channelId, payload }) => {
      const { startedAt } = payload
      await record.execute([{ twitchId: channelId, isLive: true, startedAt, viewerCount: null }])
    })
    handlers.on('stream_offline', 'stream_state', async ({ channelId }) => {
      await record.execute([
        { twitchId: channelId, isLive: false, startedAt: null, viewerCount: null },
      ])
    })
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web') {
      return
    }
    if (hasRole('listener')) {
      await this.#listen()
    }
    if (hasRole('worker')) {
      await this.#sample()
      await this.#poll()
    }
  }

  async #poll() {
    const { Poller } = await import('#channels/polling/poller')
    const poller = await this.app.container.make(Poller)
    poller.start(await this.app.container.make(Notifications))
    this.app.terminating(() => poller.stop())
  }

  async #listen() {
    const { EventSubManager } = await import('#channels/eventsub/event_sub_manager')
    const manager = await this.app.container.make(EventSubManager)
    manager.start(await this.app.container.make(Notifications))
    this.app.terminating(() => manager.stop())
  }

  /** Every 30 s, and at once when a stream has begun, or events may have been missed. */
  async #sample() {
    const { SampleViewers } = await import('#channels/sample_viewers')
    const sampler = await this.app.container.make(SampleViewers)
    const emitter = await this.app.container.make('emitter')

    const worker = new Worker({
      name: 'viewer-sampler',
      sweepMs: SAMPLER_TURN_MS,
      work: async () => {
        await sampler.turn()
        return false
      },
    })
    worker.start()
    const soon = () => {
      sampler.soon()
      worker.wake()
    }
    const notifications = await this.app.container.make(Notifications)
    const off = [
      emitter.on(ChannelStateChanged, soon),
      notifications.on('reconciliations', soon),
      notifications.on('polling', soon),
    ]
    this.app.terminating(async () => {
      off.forEach((stop) => stop())
      await worker.stop()
      await sampler.stop()
    })
  }
}
