import { AccessToken } from './access_token.ts'
import { BridgeApi } from './bridge_api.ts'
import { BridgeFailure } from './bridge_failure.ts'
import { BridgeStream } from './bridge_stream.ts'
import { Contact } from './contact.ts'
import { Duties } from './duties.ts'
import { keepAlive } from './keep_alive.ts'
import { leaseState, moduleConfig } from './read_answers.ts'
import { newId } from '../new_id.ts'
import { Pump } from './pump.ts'
import { Standing } from './standing.ts'
import type { ConnectionStore, SavedConnection } from './saved_connection.ts'
import type { FoundryPort } from '../port.ts'
import type { HeartbeatResponse } from '../../../app/foundry/protocol.ts'
import type { ReceivedCommand } from '../commands/handler.ts'
import type { SessionStatus } from './session_status.ts'
import type { StoredResult } from '../commands/ledger.ts'
import type { UnknownRecord } from '../records.ts'

export interface SessionOptions {
  world: FoundryPort
  connection: SavedConnection
  /** Where the connection is kept: its token is replaced now and then. */
  store: Pick<ConnectionStore, 'load' | 'save'>
  instanceId: string
  onStatus: (status: SessionStatus) => void
  onResult: (command: ReceivedCommand, result: StoredResult) => void
}

/**
 * One tab's life with the server: greets it at each connection, keeps the lease
 * alive, reports rolls and carries out commands while it holds the lease. The
 * stream only says that there is something; what there is, is pulled.
 *
 * The tab's id is a new one for each page load, so that two tabs of one browser
 * are two candidates and never both believe that they hold the lease.
 */
export class Session {
  #options: SessionOptions
  #clientId = newId()
  #standing = new Standing()
  #access: AccessToken
  #api: BridgeApi
  #contact: Contact
  #duties: Duties
  #stream: BridgeStream
  #stopKeepingAlive: () => void = () => {}
  #stopped = false

  #greeting = this.#pump(() => this.#greet())
  #beat = this.#pump(() => this.#sendHeartbeat())
  #renewing = this.#pump(() => this.#access.maintain(this.#api.rotate))

  constructor(options: SessionOptions) {
    const { world, connection, store, onResult } = options
    const clientId = this.#clientId
    const standing = this.#standing
    const onFailure = (failure: unknown) => this.#failed(failure)
    this.#options = options
    this.#access = new AccessToken(store, connection)
    const api = new BridgeApi(connection.url, this.#access)
    this.#api = api
    const duties = new Duties({ world, api, clientId, standing, onResult, onFailure })
    this.#duties = duties
    this.#contact = new Contact(options, api, standing.lease, clientId, () => duties.isAtWork)
    this.#stream = new BridgeStream({
      ...{ api, access: this.#access, clientId, onFailure },
      onOpen: () => this.#greeting.kick(),
      onMessage: (event, data) => this.#receive(event, data),
      onWaiting: (status) => this.#withoutStream(status),
      onRefused: (code) => this.#refused(code),
    })
  }

  get rolls() {
    return this.#duties.rolls
  }

  start() {
    this.rolls.readRecent()
    this.#say({ name: 'connecting' })
    this.#stream.open()
    this.#stopKeepingAlive = keepAlive(() => this.#lookAround())
  }

  /**
   * Ends everything; the lease is given up so that another tab need not wait for it. Not in the
   * middle of a command: the others' tabs are to hear from Foundry first that it was begun.
   */
  stop() {
    if (this.#stopped) return
    const isAtRest = this.#standing.lease.isHeld && !this.#duties.isAtWork
    if (isAtRest) this.#api.release(this.#clientId)
    this.#end()
  }

  /** The world allows something else than it said. */
  introduce() {
    if (this.#contact.isGreeted) this.#greeting.kick()
  }

  /** The GMs present have changed, and with them perhaps who is a candidate. */
  reconsider() {
    if (this.#contact.isGreeted) this.#beat.kick()
  }

  reportPresence() {
    return this.#duties.reportPresence()
  }

  async unpair() {
    this.#end()
    await this.#api.unpair()
  }

  #end() {
    this.#stopped = true
    this.#standing.lease.close()
    this.#stream.close()
    this.#stopKeepingAlive()
    this.#duties.stop()
    for (const pump of [this.#greeting, this.#beat, this.#renewing]) pump.stop()
  }

  #pump(work: () => Promise<void>) {
    return new Pump(work, (failure) => this.#failed(failure))
  }

  /* ---- what comes from the server ---- */

  #receive(event: unknown, data: UnknownRecord) {
    if (typeof data.serverTime === 'string') this.#standing.clock.adjust(data.serverTime)

    if (event === 'ping') this.#beat.kick()
    if (event === 'poke') this.#duties.notice(data.head)
    if (event === 'revoked') this.#refused('revoked')
    if (event === 'lease') {
      this.#standing.leaseTold(leaseState(data))
      this.#beat.kick()
      this.#changed()
    }
    if (event === 'config') {
      this.#standing.config = moduleConfig(data.config)
      if (this.#standing.pauseTold(data.paused === true)) this.#duties.pauseTurned()
      this.#changed()
    }
  }

  async #greet() {
    const askedAt = Date.now()
    const answer = await this.#contact.greet()
    if (this.#stopped) return
    if (answer.compatibility !== 'ok') return this.#incompatible(answer.compatibility)

    this.#standing.config = answer.config
    this.#heard(answer, askedAt)
  }

  async #sendHeartbeat() {
    if (!this.#contact.isGreeted) return this.#greeting.kick()
    const askedAt = Date.now()
    this.#heard(await this.#contact.beat(), askedAt)
  }

  #heard(answer: HeartbeatResponse, askedAt: number) {
    if (this.#stopped) return
    const { taken, turned } = this.#standing.heard(answer, askedAt)
    if (taken) this.#duties.takeOver()
    if (turned) this.#duties.pauseTurned()
    this.#changed()
    this.#duties.notice(answer.head)
    this.#renewing.kick()
  }

  /* ---- staying alive ---- */

  #lookAround() {
    const { lease } = this.#standing
    if (!this.#contact.isGreeted) return
    if (this.#contact.isBeatDue && !this.#beat.isBusy) this.#beat.kick()
    if (lease.state.held && !lease.isHeld) this.#changed()
    if (this.#contact.isAlive && !lease.isHeld) this.rolls.standBy()
  }

  /** Heartbeats still find new commands, every twenty seconds. */
  #withoutStream(status: number | null) {
    if (!this.#contact.isAlive) this.#away(status)
  }

  #changed() {
    if (this.#stopped || !this.#contact.isGreeted) return
    const { lease, isPaused, config } = this.#standing
    if (lease.isHeld) this.#duties.tell()
    const told = { ...lease.state, held: lease.isHeld }
    const { manualTriggers } = config
    this.#say({ name: 'connected', lease: told, paused: isPaused, manualTriggers })
  }

  #failed(failure: unknown) {
    if (this.#stopped) return
    if (!(failure instanceof BridgeFailure)) return console.error('Crowdcrit:', failure)
    if (failure.isRefusal) return this.#refused(failure.code)
    if (failure.isStale) {
      this.#standing.lease.lose()
      this.#beat.kick()
      return this.#changed()
    }
    if (failure.status !== 429) this.#away(failure.status)
  }

  #away(status: number | null) {
    this.#say({ name: 'away', status })
  }

  #refused(code: string) {
    this.#end()
    this.#options.onStatus({ name: 'refused', code })
  }

  #incompatible(which: 'module_too_old' | 'module_too_new') {
    this.#standing.lease.lose()
    this.#say({ name: 'incompatible', which })
  }

  #say(status: SessionStatus) {
    if (!this.#stopped) this.#options.onStatus(status)
  }
}
