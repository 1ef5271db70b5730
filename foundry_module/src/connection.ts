import { BridgeFailure } from './bridge/bridge_failure.ts'
import { ConnectionStore, type SavedConnection } from './bridge/saved_connection.ts'
import { isMixedContent, toServerUrl } from './bridge/server_url.ts'
import { newId } from './new_id.ts'
import { tellGmAction, type GmAction } from './gm_actions.ts'
import { Pairing, pairStartRequest, type PairingEnd } from './bridge/pairing.ts'
import { Session } from './bridge/session.ts'
import type { FoundryPort } from './port.ts'
import type { SessionStatus } from './bridge/session_status.ts'
import type { StoredResult } from './commands/ledger.ts'

/** What the connection window shows. `problem` is the key of a sentence. */
export type ConnectionView =
  | { name: 'unpaired'; problem: string | null }
  | { name: 'asking' }
  | { name: 'pairing'; userCode: string; approvalUrl: string }
  | { name: 'paired'; connection: SavedConnection; status: SessionStatus }

/** Pairs, connects and disconnects this GM's tab; one instance a tab. */
export class Connection {
  view: ConnectionView = { name: 'unpaired', problem: null }
  #world: FoundryPort
  #store: ConnectionStore
  #onChange: () => void
  #pairing: Pairing | null = null
  #session: Session | null = null

  constructor(world: FoundryPort, onChange: () => void) {
    this.#world = world
    this.#store = new ConnectionStore(world)
    this.#onChange = onChange
  }

  get rolls() {
    return this.#session?.rolls ?? null
  }

  /** Called when the world is ready: takes up a pairing made before. */
  async resume() {
    const saved = await this.#store.load()
    if (saved) await this.#connect(saved)
  }

  /** Resolves when the attempt is over, one way or another; never throws. */
  async pair(typedUrl: string) {
    const url = toServerUrl(typedUrl)
    if (!url) return this.#unpaired('badUrl')
    if (isMixedContent(location.protocol, url)) return this.#unpaired('mixedContent')

    this.#show({ name: 'asking' })
    try {
      const request = pairStartRequest(this.#world, await this.#store.instanceId(), newId())
      this.#pairing = await Pairing.begin(url, request)
    } catch (failure) {
      return this.#unpaired(problemOf(failure))
    }
    await this.#awaitApproval(this.#pairing)
  }

  cancelPairing() {
    this.#pairing?.cancel()
  }

  /** Ends the pairing on both sides; a server that is away only loses its own part later. */
  async disconnect() {
    const session = this.#session
    this.#session = null
    await this.#store.forget()
    this.#unpaired(null)
    await session
      ?.unpair()
      .catch(() => this.#world.notify('warn', this.#text('notify.unpairLater')))
  }

  /** Paused as far as this tab has heard; false without a connection. */
  get isPaused() {
    const { view } = this
    return view.name === 'paired' && view.status.name === 'connected' && view.status.paused
  }

  /** What the GM presses: told to the server, which tells every tab. Never throws. */
  async act(action: GmAction, target?: string) {
    const saved = await this.#store.load()
    if (!saved) return this.#world.notify('warn', this.#text('notify.notConnected'))
    try {
      await tellGmAction(this.#store, saved, action, target)
      this.#world.notify('info', this.#text(`notify.told.${action}`))
    } catch (failure) {
      console.warn(`Crowdcrit: the server was not told (${action})`, failure)
      this.#world.notify('error', this.#text('notify.notTold'))
    }
  }

  reconsider() {
    this.#session?.reconsider()
  }

  reportPresence() {
    void this.#session?.reportPresence()
  }

  /** The page goes away. */
  close() {
    this.#session?.stop()
  }

  async #awaitApproval(pairing: Pairing) {
    const { userCode, approvalUrl } = pairing
    this.#show({ name: 'pairing', userCode, approvalUrl })
    window.open(approvalUrl, '_blank', 'noopener')

    const end = await pairing.outcome()
    this.#pairing = null
    if (end.name !== 'paired') return this.#unpaired(PROBLEM_OF_END[end.name])
    await this.#store.save(end.connection)
    await this.#connect(end.connection)
  }

  async #connect(connection: SavedConnection) {
    this.#session?.stop()
    const instanceId = await this.#store.instanceId()
    const session = new Session({
      world: this.#world,
      connection,
      store: this.#store,
      instanceId,
      onStatus: (status) => this.#statusChanged(session, connection, status),
      onResult: (_command, result) => this.#carriedOut(result),
    })
    this.#session = session
    session.start()
  }

  #statusChanged(session: Session, connection: SavedConnection, status: SessionStatus) {
    if (session !== this.#session) return
    const before = this.view.name === 'paired' ? this.view.status.name : null
    this.#show({ name: 'paired', connection, status })
    if (status.name === 'refused' && before !== 'refused') {
      this.#world.notify('error', this.#text('notify.refused'))
    }
  }

  #carriedOut({ status }: StoredResult) {
    this.#onChange()
    if (status === 'uncertain') this.#world.notify('warn', this.#text('notify.uncertain'))
  }

  #unpaired(problem: string | null) {
    this.#show({ name: 'unpaired', problem })
  }

  #show(view: ConnectionView) {
    this.view = view
    this.#onChange()
  }

  #text(key: string) {
    return this.#world.localize(`CROWDCRIT.${key}`)
  }
}

const PROBLEM_OF_END: Record<Exclude<PairingEnd['name'], 'paired'>, string | null> = {
  denied: 'denied',
  expired: 'expired',
  cancelled: null,
}

function problemOf(failure: unknown): string {
  if (!(failure instanceof BridgeFailure)) return 'unknown'
  if (failure.status === 429) return 'tooMany'
  if (failure.code === 'not_understood' || failure.status === 404) return 'notCrowdcrit'
  return failure.status === null ? 'unreachable' : 'serverTrouble'
}
