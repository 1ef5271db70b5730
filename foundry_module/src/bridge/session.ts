import { AccessToken } from './access_token.ts'
import { bearer, BridgeApi } from './bridge_api.ts'
import { BridgeFailure } from './bridge_failure.ts'
import { CAPABILITIES } from '../commands/registry.ts'
import { Executor } from '../commands/executor.ts'
import { finiteOr, isRecord } from '../records.ts'
import { LeaseWatch } from './lease_watch.ts'
import { Ledger } from '../commands/ledger.ts'
import { leaseState, moduleConfig } from './read_answers.ts'
import { MODULE_VERSION } from '../constants.ts'
import { newId } from '../new_id.ts'
import { onWake } from '../../../shared_browser/wake.ts'
import {
  openStream,
  type StreamHandle,
  type StreamState,
} from '../../../shared_browser/sse_client.ts'
import { Outgoing } from './outgoing.ts'
import { Pump } from './pump.ts'
import { RollReporter } from '../rolls/roll_reporter.ts'
import { ServerClock } from './server_clock.ts'
import {
  PROTOCOL_VERSION,
  type HeartbeatResponse,
  type LeaseState,
  type ModuleConfig,
} from '../../../app/foundry/protocol.ts'
import type { FoundryPort } from '../port.ts'
import type { ReceivedCommand } from '../commands/handler.ts'
import type { ConnectionStore, SavedConnection } from './saved_connection.ts'
import type { SessionStatus } from './session_status.ts'
import type { StoredResult } from '../commands/ledger.ts'

export interface SessionOptions {
  world: FoundryPort
  connection: SavedConnection
  /** Where the connection is kept: its token is replaced now and then. */
  store: Pick<ConnectionStore, 'load' | 'save'>
  instanceId: string
  onStatus: (status: SessionStatus) => void
  onResult: (command: ReceivedCommand, result: StoredResult) => void
}

/** A break too short to be heard of may have held commands back. Milliseconds. */
const RECHECK_MS = 60_000

/**
 * One tab's life with the server: greets it at each connection, keeps the lease
 * alive, reports rolls and carries out commands while it holds the lease. The
 * stream only says that there is something; what there is, is pulled.
 *
 * The tab's id is a new one for each page load, so that two tabs of one browser
 * are two candidates and never both believe that they hold the lease.
 */
export class Session {
  readonly rolls: RollReporter
  #options: SessionOptions
  #clientId = newId()
  #lease = new LeaseWatch()
  #outgoing: Outgoing
  #access: AccessToken
  #api: BridgeApi
  #clock = new ServerClock()
  #ledger: Ledger
  #executor: Executor
  #config: ModuleConfig = moduleConfig(null)

  #stream: StreamHandle | null = null
  #timer: ReturnType<typeof setInterval> | undefined
  #stopListening: () => void = () => {}
  #stopped = false

  #greeted = false
  #paused = false
  /** Sequence number of the newest command that was heard of. */
  #head = 0
  /** Up to there nothing was open when it was last looked, and when that was. */
  #quietHead = 0
  #quietSince = 0
  #heartbeatMs = 20_000

  #greeting = this.#pump(() => this.#greet())
  #beat = this.#pump(() => this.#sendHeartbeat())
  #commanding = this.#pump(() => this.#handleCommands())
  #results = this.#pump(() => this.#outgoing.results(this.#ledger))
  #reporting = this.#pump(() => this.#outgoing.rolls(this.rolls))
  #renewing = this.#pump(() => this.#access.maintain(this.#api.rotate))

  constructor(options: SessionOptions) {
    const { world, connection, store } = options
    this.#options = options
    this.#access = new AccessToken(store, connection)
    this.#api = new BridgeApi(connection.url, this.#access)
    this.#outgoing = new Outgoing(this.#api, this.#clientId, this.#lease)
    this.#ledger = new Ledger(world)
    this.#executor = new Executor({
      world,
      ledger: this.#ledger,
      serverNow: () => this.#clock.now(),
      mayExecute: ({ type }) => this.#holdsLease() && (!this.#paused || type === 'command.undo'),
      onResult: (command, result) => {
        this.#options.onResult(command, result)
        this.#results.kick()
      },
    })
    this.rolls = new RollReporter({
      world,
      config: () => this.#config,
      toServerTime: (time) => this.#clock.toServerTime(time),
      onReady: () => this.#reporting.kick(),
    })
  }

  start() {
    this.rolls.readRecent()
    this.#say({ name: 'connecting' })
    this.#listen()
    this.#timer = setInterval(() => this.#keepAlive(), 5000)
    this.#stopListening = onWake(() => this.#keepAlive())
  }

  #listen() {
    let token = this.#access.current
    this.#stream = openStream({
      url: () => this.#api.streamUrl(this.#clientId),
      headers: () => bearer((token = this.#access.current)),
      onOpen: () => this.#greeting.kick(),
      onMessage: (payload) => this.#receive(payload),
      onState: (state) => {
        if (state.name !== 'stopped') return this.#streamChanged(state)
        this.#streamRefused(state.status, token).catch((failure) => this.#failed(failure))
      },
    })
  }

  /** Ends everything; the lease is given up so that another tab need not wait for it. */
  stop() {
    if (this.#stopped) return
    if (this.#lease.isHeld) this.#api.release(this.#clientId)
    this.#end()
  }

  /** The GMs present have changed, and with them perhaps who is a candidate. */
  reconsider() {
    if (this.#greeted) this.#beat.kick()
  }

  /** The characters have changed. Best effort: each greeting tells them too. */
  async reportPresence() {
    if (!this.#holdsLease()) return
    const characters = this.#options.world.characters()
    const at = new Date(this.#clock.now()).toISOString()
    const event = { eventId: `presence:${newId()}`, type: 'presence', at, characters } as const
    await this.#outgoing.events([event]).catch((failure) => this.#failed(failure))
  }

  async unpair() {
    this.#end()
    await this.#api.unpair()
  }

  #end() {
    this.#stopped = true
    this.#stream?.close()
    clearInterval(this.#timer)
    this.#stopListening()
    const talking = [this.#greeting, this.#beat, this.#renewing]
    const working = [this.#commanding, this.#results, this.#reporting]
    for (const pump of [...talking, ...working]) pump.stop()
  }

  /* ---- what comes from the server ---- */

  #streamChanged(state: StreamState) {
    // Without a stream, heartbeats still find new commands, every twenty seconds.
    if (state.name === 'waiting' && !this.#isAlive()) this.#away(state.status)
  }

  /** It may have been opened with a token that another tab has replaced meanwhile. */
  async #streamRefused(status: number, token: string) {
    const hasOther = status === 401 && (await this.#access.refused(token))
    if (this.#stopped) return
    if (hasOther) this.#listen()
    else this.#refused()
  }

  #receive(payload: unknown) {
    if (!isRecord(payload)) return
    const { event } = payload
    const data = isRecord(payload.data) ? payload.data : {}
    if (typeof data.serverTime === 'string') this.#clock.adjust(data.serverTime)

    if (event === 'ping') this.#beat.kick()
    if (event === 'poke') this.#noticeHead(data.head)
    if (event === 'lease') this.#leaseTold(data)
    if (event === 'revoked') this.#refused()
    if (event === 'config') {
      this.#config = moduleConfig(data.config)
      this.#pauseTold(data.paused === true)
      this.#changed()
    }
  }

  /** The news may be older than an answer that is on its way: only the heartbeat counts. */
  #leaseTold(data: unknown) {
    const told = leaseState(data)
    if (told && told.fencing > this.#lease.state.fencing && !told.held) {
      this.#takeLease(told, Date.now())
    }
    this.#beat.kick()
    this.#changed()
  }

  async #greet() {
    const { world, instanceId } = this.#options
    const info = world.info()
    const askedAt = Date.now()
    const answer = await this.#api.hello({
      protocol: PROTOCOL_VERSION,
      moduleVersion: MODULE_VERSION,
      instanceId,
      clientId: this.#clientId,
      worldId: info.worldId,
      worldTitle: info.worldTitle,
      system: info.system,
      systemVersion: info.systemVersion,
      generation: info.generation,
      user: info.user,
      candidate: world.isCandidate(),
      capabilities: CAPABILITIES,
      characters: world.characters(),
    })
    if (this.#stopped) return
    if (answer.compatibility !== 'ok') return this.#incompatible(answer.compatibility)

    this.#greeted = true
    this.#config = answer.config
    this.#heartbeatMs = answer.heartbeatInterval * 1000
    this.#heard(answer, askedAt)
  }

  async #sendHeartbeat() {
    if (!this.#greeted) return this.#greeting.kick()
    const candidate = this.#options.world.isCandidate()
    const release = this.#lease.state.held && !candidate
    const askedAt = Date.now()
    const answer = await this.#api.heartbeat({
      clientId: this.#clientId,
      candidate,
      ...(release ? { release } : {}),
    })
    this.#heard(answer, askedAt)
  }

  #heard({ serverTime, head, paused, lease }: HeartbeatResponse, askedAt: number) {
    if (this.#stopped) return
    this.#clock.adjust(serverTime)
    this.#takeLease(lease, askedAt)
    this.#pauseTold(paused)
    this.#changed()
    this.#noticeHead(head)
    this.#renewing.kick()
  }

  #noticeHead(head: unknown) {
    this.#head = Math.max(this.#head, finiteOr(head, 0))
    const isOld = Date.now() - this.#quietSince > RECHECK_MS
    if (this.#head > this.#quietHead || (isOld && this.#head > 0)) this.#commanding.kick()
  }

  /** What was held back during a break comes with an old sequence number. */
  #pauseTold(isPaused: boolean) {
    if (isPaused === this.#paused) return
    this.#paused = isPaused
    this.#quietHead = 0
    this.#commanding.kick()
  }

  #takeLease(lease: LeaseState, askedAt: number) {
    // Whoever takes over looks at everything that is still open; the ledger knows what was done.
    if (this.#lease.take(lease, askedAt)) this.#quietHead = 0
  }

  #holdsLease() {
    return !this.#stopped && this.#lease.isHeld
  }

  /** From the beginning each time: the server hands out what is not answered yet. */
  async #handleCommands() {
    const known = this.#head
    let after = 0
    while (this.#holdsLease()) {
      const askedAt = Date.now()
      const answer = await this.#api.commands(after, this.#clientId, this.#lease.state.fencing)
      this.#clock.adjust(answer.serverTime)
      this.#takeLease(answer.lease, askedAt)
      if (answer.commands.length === 0) return this.#quiet(after === 0 ? known : 0)

      const last = await this.#executor.run(answer.commands)
      if (last === null || last <= after) return
      after = last
    }
  }

  #quiet(head: number) {
    this.#quietHead = Math.max(this.#quietHead, head)
    this.#quietSince = Date.now()
  }

  /* ---- staying alive ---- */

  #keepAlive() {
    if (!this.#greeted) return
    const now = Date.now()
    const isDue = now - this.#lease.lastContactAt >= this.#heartbeatMs
    if (isDue && !this.#beat.isBusy) this.#beat.kick()
    if (this.#lease.state.held && !this.#lease.isHeld) this.#changed()
    if (this.#isAlive() && !this.#lease.isHeld) this.rolls.standBy()
  }

  #isAlive() {
    return this.#greeted && Date.now() - this.#lease.lastContactAt < this.#heartbeatMs * 2
  }

  #changed() {
    if (this.#stopped || !this.#greeted) return
    if (this.#holdsLease()) {
      this.#results.kick()
      this.#reporting.kick()
    }
    const lease = { ...this.#lease.state, held: this.#holdsLease() }
    this.#say({ name: 'connected', lease, paused: this.#paused })
  }

  #pump(work: () => Promise<void>) {
    return new Pump(work, (failure) => this.#failed(failure))
  }

  #failed(failure: unknown) {
    if (this.#stopped) return
    if (!(failure instanceof BridgeFailure)) return console.error('Crowdcrit:', failure)
    if (failure.isRefusal) return this.#refused()
    if (failure.isStale) {
      this.#lease.lose()
      this.#beat.kick()
      return this.#changed()
    }
    if (failure.status !== 429) this.#away(failure.status)
  }

  #away(status: number | null) {
    this.#say({ name: 'away', status })
  }

  #refused() {
    this.#end()
    this.#options.onStatus({ name: 'refused' })
  }

  #incompatible(which: 'module_too_old' | 'module_too_new') {
    this.#greeted = false
    this.#lease.lose()
    this.#say({ name: 'incompatible', which })
  }

  #say(status: SessionStatus) {
    if (!this.#stopped) this.#options.onStatus(status)
  }
}
