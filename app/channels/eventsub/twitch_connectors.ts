import type { ContainerResolver } from '@adonisjs/core/container'
import type { ContainerBindings } from '@adonisjs/core/types'
import type { Connector } from '#channels/connectors/connector'
import { ConduitConnector } from '#channels/eventsub/conduit/conduit_connector'
import { WebhookConnector } from '#channels/eventsub/webhook/webhook_connector'
import { EventSubManager } from '#channels/eventsub/websocket/event_sub_manager'

/** The ways from Twitch to here; which of them run is decided by the transport that was chosen. */
export async function twitchConnectors(
  container: ContainerResolver<ContainerBindings>
): Promise<Connector[]> {
  return [
    await container.make(EventSubManager),
    await container.make(WebhookConnector),
    await container.make(ConduitConnector),
  ]
}
