import type { ApplicationService } from '@adonisjs/core/types'
import { Clock } from '#core/clock'
import { Health } from '#core/health'
import { Consents } from '#accounts/consents'
import { hasRole } from '#core/roles'
import { Worker } from '#core/jobs/worker'
import { Notifications } from '#core/jobs/notifications'
import { TwitchTokens } from '#twitch/tokens/twitch_tokens'
import { endRevokedAccess } from '#channels/end_revoked_access'
import { answerRaw } from '#core/http/raw_routes'
import { CALLBACK_PATH } from '#twitch/eventsub/eventsub_settings'
import { ConnectorManager } from '#channels/connectors/connector_manager'
import { Deliver } from '#channels/eventsub/deliver'
import { HeardLog } from '#channels/eventsub/heard_log'
import { eventsubHealth } from '#channels/eventsub_part'
import { ParkedMessages } from '#channels/parked_messages'
import { followStreamState } from '#channels/follow_stream_state'
import { ChannelEventHandlers } from '#channels/channel_event_handlers'
import { registerFeatureConsents } from '#channels/features/feature_consents'
import { TwitchAccessChanged } from '#twitch/tokens/twitch_access_changed'
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
    container.singleton(Deliver, async (r) => {
      const { TakeMessage } = await import('#channels/intake/take_message')
      const deliver = new Deliver(
        await r.make(TakeMessage),
        await r.make(HeardLog),
        await r.make(Clock)
      )
      this.app.terminating(() => deliver.stop())
      return deliver
    })
    container.singleton(ConnectorManager, async (r) => {
      const { twitchConnectors } = await import('#channels/eventsub/twitch_connectors')
      const manager = new ConnectorManager()
      for (const connector of await twitchConnectors(r)) {
        manager.register(connector)
      }
      return manager
    })
    container.singleton(HeardLog, async (r) => new HeardLog(await r.make(Clock)))
  }

  async boot() {
    registerFeatureConsents(await this.app.container.make(Consents))

    const health = await this.app.container.make(Health)
    health.register('eventsub', eventsubHealth)

    await this.#followConsent()

    const handlers = await this.app.container.make(ChannelEventHandlers)

    handlers.on(
      'authorization_revoked',
      'consent',
      endRevokedAccess(() => this.app.container.make(TwitchTokens))
    )
    followStreamState(handlers)
  }

  /** What ended for want of a permission is tried again once there is one. */
  async #followConsent() {
    const { endWithoutConsent, retryAfterConsent } =
      await import('#channels/eventsub/follow_consent')
    const emitter = await this.app.container.make('emitter')
    emitter.on(TwitchAccessChanged, ({ userId, state }) =>
      state === 'valid' ? retryAfterConsent(userId) : endWithoutConsent()
    )
  }

  /** Before the server listens. */
  async start() {
    if (hasRole('web')) {
      await this.#answerWebhooks()
    }
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web') {
      return
    }
    if (hasRole('listener') || hasRole('web')) {
      await this.#connect()
    }
    if (hasRole('listener')) {
      await this.#keepSubscriptions()
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

  /** The connectors: what holds connections in listeners, what answers at our address in web processes. */
  async #connect() {
    const manager = await this.app.container.make(ConnectorManager)
    const { WebhookConnector } = await import('#channels/eventsub/webhook/webhook_connector')
    manager.start(await this.app.container.make(Notifications), (connector) =>
      hasRole(connector instanceof WebhookConnector ? 'web' : 'listener')
    )
    this.app.terminating(() => manager.stop())
  }

  async #keepSubscriptions() {
    const { SubscriptionKeeper } =
      await import('#channels/eventsub/subscriptions/subscription_keeper')
    const keeper = await this.app.container.make(SubscriptionKeeper)
    keeper.start()
    this.app.terminating(() => keeper.stop())
  }

  async #answerWebhooks() {
    const { WebhookReceiver } = await import('#channels/eventsub/webhook/webhook_receiver')
    const receiver = await this.app.container.make(WebhookReceiver)
    answerRaw('POST', CALLBACK_PATH, (request, response) => receiver.handle(request, response))
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
