import { AccessToken } from './bridge/access_token.ts'
import { BridgeApi } from './bridge/bridge_api.ts'
import { BridgeFailure } from './bridge/bridge_failure.ts'
import { Ledger } from './commands/ledger.ts'
import { newId } from './new_id.ts'
import type { GmActionEvent } from '../../app/foundry/protocol.ts'
import type { ConnectionStore, SavedConnection } from './bridge/saved_connection.ts'
import type { FoundryPort } from './port.ts'

export type GmAction = GmActionEvent['action']

/** Refusals of the server that have a sentence of their own. */
const REFUSALS = ['nothing_to_undo', 'nothing_to_decide', 'not_ready']

/**
 * What the GM presses in Foundry, told to the server, which tells every tab; the GM
 * hears what became of it. It needs no lease: any GM's tab may pause or stop
 * everything. Never throws.
 */
export async function pressGmAction(
  world: FoundryPort,
  store: ConnectionStore,
  action: GmAction,
  target?: string
): Promise<void> {
  const say = (level: 'info' | 'warn' | 'error', key: string) =>
    world.notify(level, world.localize(`CROWDCRIT.notify.${key}`))

  const saved = store.isCopied ? null : await store.load()
  if (!saved) return say('warn', 'notConnected')
  try {
    const refusal = await tellGmAction(store, saved, action, target)
    if (refusal !== null) {
      return say('warn', `notDone.${REFUSALS.includes(refusal) ? refusal : 'other'}`)
    }
    // The list of the last commands says so as well, in every GM's tab.
    if (target !== undefined && (action === 'apply' || action === 'ignore')) {
      await new Ledger(world).markDecided(target, action)
    }
    say('info', `told.${action}`)
  } catch (failure) {
    console.warn(`Crowdcrit: the server was not told (${action})`, failure)
    say('error', 'notTold')
  }
}

/**
 * @returns null when it was done, else the code of what stood in the way
 * @throws BridgeFailure when the server has not taken it in
 */
async function tellGmAction(
  store: ConnectionStore,
  saved: SavedConnection,
  action: GmAction,
  target?: string
): Promise<string | null> {
  const event: GmActionEvent = {
    eventId: `gm:${newId()}`,
    type: 'gm',
    at: new Date().toISOString(),
    action,
    ...(target === undefined ? {} : { target }),
  }
  const api = new BridgeApi(saved.url, new AccessToken(store, saved))
  const request = { clientId: newId(), fencing: 0, events: [event] }
  const { accepted, rejected } = await api.events(request)
  if (accepted.includes(event.eventId)) return null
  const refusal = rejected.find(({ eventId }) => eventId === event.eventId)
  if (!refusal) throw new BridgeFailure(null, 'not_taken', '')
  return refusal.code
}
