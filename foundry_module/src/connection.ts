import { checkConnection, problemOf, type Finding } from './bridge/check_connection.ts'
import { ConnectionStore, type SavedConnection } from './bridge/saved_connection.ts'
import { isMixedContent, toServerUrl } from './bridge/server_url.ts'
import { newId } from './new_id.ts'
import { pressGmAction, type GmAction } from './gm_actions.ts'
import { Pairing, pairStartRequest, type PairingEnd } from './bridge/pairing.ts'
import { Session } from './bridge/session.ts'
import type { FoundryPort } from './port.ts'
import { refusalKey, type SessionStatus } from './bridge/session_status.ts'
import type { StoredResult } from './commands/ledger.ts'

/** What the connection window shows. `problem` is the key of a sentence. */
export type ConnectionView =
  /** Copied from a world that may be connected: nothing is done before a GM says so. */
  | { name: 'copied' }
  | { name: 'unpaired'; problem: string | null }
  | { name: 'asking' }
  | { name: 'pairing'; userCode: string; approvalUrl: string }
  | { name: 'paired'; connection: SavedConnection; status: SessionStatus }

/** Pairs, connects and disconnects this GM's tab; one instance a tab. */
export class Connection {
  view: ConnectionView = { name: 'unpaired', problem: null }
  /** What the last test of the connection found; null before one. */
  finding: Finding | { name: 'asking' } | null = null
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
    if (this.#store.isCopied) {
      if (saved) this.#world.notify('warn', this.#text('notify.copied'))
      return this.#show({ name: 'copied' })
    }
    if (saved) await this.#connect(saved)
  }

  /** A copied world gets a name of its own; the one it was copied from keeps its pairing. */
  async becomeOwn() {
    this.#session?.stop()
    this.#session = null
    // Another GM's tab may have been quicker.
    if (this.#store.isCopied || this.#isAnotherWorld) await this.#store.becomeOwn()
    this.#unpaired(null)
  }

  /** Finds out where the way to the server ends. Never throws. */
  async test(typedUrl: string | null) {
    const { view } = this
    const saved = view.name === 'paired' ? view.connection : null
    const url = saved?.url ?? toServerUrl(typedUrl ?? '')
    if (view.name === 'unpaired') this.view = { name: 'unpaired', problem: null }
    this.#found({ name: 'asking' })
    this.#found(
      url === null
        ? { name: 'problem', problem: 'badUrl' }
        : await checkConnection(url, saved && { store: this.#store, saved })
    )
  }

  /** Resolves when the attempt is over, one way or another; never throws. */
  async pair(typedUrl: string) {
    const url = toServerUrl(typedUrl)
    this.finding = null
    if (this.#store.isCopied) return this.#show({ name: 'copied' })
    if (!url) return this.#unpaired('badUrl')
    if (isMixedContent(location.protocol, url)) return this.#unpaired('mixedContent')

    this.#show({ name: 'asking' })
    try {
      const request = pairStartRequest(this.#world, await this.#store.instanceId(), newId())
      this.#pairing = await Pairing.begin(url, request)
    } catch (failure) {
      return this.#unpaired(await problemOf(url, failure))
    }
    await this.#awaitApproval(this.#pairing)
  }

  cancelPairing() {
    this.#pairing?.cancel()
  }

  /** Ends the pairing on both sides; a server that is away only loses its own part later. */
  async disconnect() {
    this.finding = null
    // Its token is the original's: that one is not signed off.
    if (this.#isAnotherWorld) return this.becomeOwn()
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

  /** What the GM presses. Never throws. */
  act(action: GmAction, target?: string) {
    return pressGmAction(this.#world, this.#store, action, target)
  }

  reconsider() {
    this.#session?.reconsider()
  }

  /** What the world can do, or allows, has changed. */
  introduce() {
    this.#session?.introduce()
  }

  reportPresence() {
    this.#session?.reportPresence()
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
      this.#world.notify('error', this.#text(`notify.${refusalKey(status.code)}`))
    }
  }

  #carriedOut({ status }: StoredResult) {
    this.#onChange()
    if (status === 'uncertain') this.#world.notify('warn', this.#text('notify.uncertain'))
  }

  get #isAnotherWorld() {
    const { view } = this
    if (view.name !== 'paired' || view.status.name !== 'refused') return false
    return view.status.code === 'another_world'
  }

  #found(finding: Finding | { name: 'asking' }) {
    this.finding = finding
    this.#onChange()
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
