import { AsyncLocalStorage } from 'node:async_hooks'
import { CommandRefused } from '../../../../foundry_module/src/commands/handler.ts'
import { ConnectionStore } from '../../../../foundry_module/src/bridge/saved_connection.ts'
import { Session } from '../../../../foundry_module/src/bridge/session.ts'
import { TabWorld } from './tab_world.js'
import type { MessageView } from '../../../../foundry_module/src/port.ts'
import type { FakeWorld } from '../fake_world.js'
import type { SimulatedTable } from './simulated_table.js'

/** Whose code is running: all tabs share one process. */
const running = new AsyncLocalStorage<SimulatedTab>()

/** Sends what a tab asks for through that tab, so that it can sleep or be dead. Returns the way back. */
export function divertFetch(): () => void {
  const real = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const tab = running.getStore()
    return tab ? tab.fetch(real, String(input), init) : real(input, init)
  }
  return () => void (globalThis.fetch = real)
}

/**
 * A GM's browser tab with the module's own session in it. A frozen one keeps its
 * sockets and does nothing; a dead one has lost them and never does anything again.
 */
export class SimulatedTab {
  readonly world: TabWorld
  clientId = ''
  /** How often the server has heard that it is alive. */
  signs = 0
  #session: Session
  #asleep: PromiseWithResolvers<void> | null = null
  #gone = new AbortController()
  #end = Promise.withResolvers<never>()
  #missed: MessageView[] = []

  constructor(
    readonly table: SimulatedTable,
    readonly gm: string,
    browser: SimulatedBrowser
  ) {
    this.world = new TabWorld(table.world, this)
    this.#session = new Session({
      world: this.world,
      connection: browser.connection,
      store: new ConnectionStore(browser.storage),
      instanceId: browser.instanceId,
      onStatus: () => {},
      onResult: () => {},
    })
    this.#end.promise.catch(() => {})
    running.run(this, () => this.#session.start())
  }

  get isOpen() {
    return !this.#gone.signal.aborted
  }

  get isAwake() {
    return this.isOpen && this.#asleep === null
  }

  /** Resolves when the page may go on; not once it is gone. */
  awake(): Promise<void> {
    if (!this.isOpen) return this.#end.promise
    return this.#asleep ? this.#asleep.promise.then(() => this.awake()) : Promise.resolve()
  }

  /** Somebody rolled: Foundry tells each tab, a sleeping one later. */
  created(message: MessageView) {
    if (this.#asleep) this.#missed.push(message)
    else if (this.isOpen) running.run(this, () => this.#session.rolls.created(message))
  }

  reconsider() {
    if (this.isAwake) running.run(this, () => this.#session.reconsider())
  }

  freeze() {
    this.#asleep ??= Promise.withResolvers<void>()
  }

  thaw() {
    const asleep = this.#asleep
    this.#asleep = null
    for (const message of this.#missed.splice(0)) this.created(message)
    asleep?.resolve()
  }

  /** The page goes away in good order, and says so. */
  leave() {
    running.run(this, () => this.#session.stop())
  }

  /** The browser is killed. */
  die() {
    this.#gone.abort()
    running.run(this, () => this.#session.stop())
  }

  /** The play is over: what still waits need not. */
  close() {
    this.die()
    this.thaw()
    this.#end.reject(new CommandRefused('gone', 'The page is gone.'))
  }

  async fetch(real: typeof fetch, url: string, init: RequestInit = {}): Promise<Response> {
    const { searchParams, pathname } = new URL(url)
    this.clientId = searchParams.get('clientId') ?? this.clientId
    await this.awake()
    const signals = init.signal ? [init.signal, this.#gone.signal] : [this.#gone.signal]
    const response = await real(url, { ...init, signal: AbortSignal.any(signals) })
    if (/\/(hello|heartbeat)$/.test(pathname)) this.signs += 1
    await this.awake()

    const transform = async (piece: Uint8Array, out: TransformStreamDefaultController) => {
      await this.awake()
      out.enqueue(piece)
    }
    const { status, headers } = response
    return new Response(response.body?.pipeThrough(new TransformStream({ transform })), {
      status,
      headers,
    })
  }
}

/** What the tabs of one browser share. */
export interface SimulatedBrowser {
  connection: ConstructorParameters<typeof Session>[0]['connection']
  instanceId: string
  storage: FakeWorld
}
