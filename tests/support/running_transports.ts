import app from '@adonisjs/core/services/app'
import { Notifications } from '#core/jobs/notifications'
import { ConnectorManager } from '#channels/connectors/connector_manager'
import { twitchConnectors } from '#channels/eventsub/twitch_connectors'
import { SubscriptionKeeper } from '#channels/eventsub/subscriptions/subscription_keeper'

/** All connectors of Twitch and what keeps their subscriptions, running as in a process of its own. */
export async function runTransports() {
  const notifications = new Notifications()
  app.container.swap(Notifications, () => notifications)
  const manager = new ConnectorManager()
  for (const connector of await twitchConnectors(app.container.createResolver())) {
    manager.register(connector)
  }
  const keeper = await app.container.make(SubscriptionKeeper)
  await notifications.start()
  manager.start(notifications)
  keeper.start()

  return {
    keeper,
    async stop() {
      await keeper.stop()
      await manager.stop()
      await notifications.stop()
      app.container.restore(Notifications)
    },
  }
}
