import { AccessToken } from './bridge/access_token.ts'
import { BridgeApi } from './bridge/bridge_api.ts'
import { BridgeFailure } from './bridge/bridge_failure.ts'
import { newId } from './new_id.ts'
import type { GmActionEvent } from '../../app/foundry/protocol.ts'
import type { ConnectionStore, SavedConnection } from './bridge/saved_connection.ts'

export type GmAction = GmActionEvent['action']

/**
 * Tells the server what the GM pressed in Foundry. It needs no lease: any GM's
 * tab may pause or stop everything, so no tab in charge is named.
 *
 * @throws BridgeFailure when the server has not taken it in
 */
export async function tellGmAction(
  store: ConnectionStore,
  saved: SavedConnection,
  action: GmAction,
  target?: string
): Promise<void> {
  const event: GmActionEvent = {
    eventId: `gm:${newId()}`,
    type: 'gm',
    at: new Date().toISOString(),
    action,
    ...(target === undefined ? {} : { target }),
  }
  const api = new BridgeApi(saved.url, new AccessToken(store, saved))
  const { accepted } = await api.events({ clientId: newId(), fencing: 0, events: [event] })
  if (!accepted.includes(event.eventId)) throw new BridgeFailure(null, 'not_taken', '')
}
