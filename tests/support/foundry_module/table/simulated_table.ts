import app from '@adonisjs/core/services/app'
import { LeaseDesk } from '#foundry/lease/lease_desk'
import { BridgeStreams } from '#foundry/stream/bridge_streams'
import {
  appendCommand,
  origin,
  pair,
  type Paired,
  sql,
  until,
} from '#tests/functional/foundry/support'
import { documentIdOf } from '../../../../foundry_module/src/new_id.ts'
import { aMessage, aRoll, die, FakeWorld } from '../fake_world.js'
import { divertFetch, type SimulatedBrowser, SimulatedTab } from './simulated_tab.js'

interface Ordered {
  id: string
  /** What stands for it in `executed`. */
  trace: string
}

/** A table with several GM tabs on the real bridge, at which time passes as it is told to. */
export class SimulatedTable {
  readonly world = new FakeWorld()
  readonly sounds: { id: string; name: string }[] = []
  readonly ordered: Ordered[] = []
  readonly rolled: string[] = []
  /** Sounds and messages, once for each time that a tab carried one out. */
  readonly executed: string[] = []
  /** Those of a tab that somebody else had replaced. */
  readonly astray: string[] = []
  replaced: SimulatedTab | null = null
  tabs: SimulatedTab[] = []
  activeGm = 'one'
  /** Seconds of play. */
  time = 0
  #lastPing = 0
  #opened: SimulatedTab[] = []
  #browsers = new Map<string, SimulatedBrowser>()
  #realNow = Date.now
  #restoreFetch = divertFetch()

  private constructor(readonly paired: Paired) {
    Date.now = () => this.#realNow.call(Date) + this.time * 1000
  }

  static async create(gms: string[]) {
    const paired = await pair()
    const table = new SimulatedTable(paired)
    for (const [i, gm] of gms.entries()) {
      table.#browsers.set(gm, table.#browser(i === 0 ? paired : await pair(paired)))
    }
    return table
  }

  close() {
    for (const tab of this.#opened) tab.close()
    this.#restoreFetch()
    Date.now = this.#realNow
  }

  /** Opens a tab and waits until the server has heard of it. */
  async open(gm: string) {
    const browser = this.#browsers.get(gm)
    if (!browser) throw new Error(`${gm} has no browser`)
    const tab = new SimulatedTab(this, gm, browser)
    this.tabs.push(tab)
    this.#opened.push(tab)
    this.gmsChanged()
    const streams = await app.container.make(BridgeStreams)
    await until(
      () =>
        streams.where(({ clientId }) => clientId !== '' && clientId === tab.clientId).length > 0,
      'its stream'
    )
  }

  /** Foundry chooses a GM among those present, and says so to every tab. */
  gmsChanged() {
    this.tabs = this.tabs.filter(({ isOpen }) => isOpen)
    const present = [...this.#browsers.keys()].find((gm) => this.tabs.some((tab) => tab.gm === gm))
    this.activeGm = present ?? this.activeGm
    for (const tab of this.tabs) tab.reconsider()
  }

  async holder() {
    const [row] = await sql().run<{ client_id: string; ttl: number }>(
      `SELECT client_id, extract(epoch FROM expires_at - clock_timestamp())::float8 AS ttl
       FROM foundry_leases WHERE connection_id = $1 AND expires_at > clock_timestamp()`,
      [this.paired.connectionId]
    )
    const tab = this.tabs.find(({ clientId }) => clientId === row?.client_id)
    return row && tab ? { tab, ttl: row.ttl } : null
  }

  roll() {
    const message = aMessage({ rolls: [aRoll(20, [die(20, [20])])], content: '20' })
    this.world.messages.push(message)
    this.rolled.push(`roll:${message.id}:0`)
    for (const tab of this.tabs) tab.created(message)
  }

  note(trace: string, tab: SimulatedTab) {
    this.executed.push(trace)
    if (tab === this.replaced) this.astray.push(trace)
  }

  async order(type: 'sound.play' | 'chat.send') {
    const soundId = `list.sound${this.ordered.length}`
    this.sounds.push({ id: soundId, name: soundId })
    const payload = type === 'sound.play' ? { soundId } : { text: 'Hello', as: 'gm' }
    // The database's clock stands still here; the order's end is in the table's time.
    const expiresInSeconds = 120 + this.time
    const { id } = await appendCommand(this.paired.campaign.id, { type, payload, expiresInSeconds })
    this.ordered.push({ id, trace: type === 'sound.play' ? soundId : documentIdOf(id) })
  }

  /** Lets time pass for the table and its lease; the server pings and sweeps as it does. */
  async pass(seconds: number) {
    this.time += seconds
    await sql().run(
      `UPDATE foundry_leases SET expires_at = expires_at - make_interval(secs => $2)
       WHERE connection_id = $1`,
      [this.paired.connectionId, seconds]
    )
    const leaseDesk = await app.container.make(LeaseDesk)
    await leaseDesk.freeLapsed(sql())
    if (this.time - this.#lastPing >= 20) await this.#ping()
  }

  async #ping() {
    this.#lastPing = this.time
    const expected = this.tabs.filter(({ isAwake }) => isAwake)
    const before = expected.map(({ signs }) => signs)
    const streams = await app.container.make(BridgeStreams)
    const { connectionId } = this.paired
    for (const stream of streams.where((open) => open.connectionId === connectionId)) {
      const serverTime = new Date(Date.now()).toISOString()
      streams.send(stream, { event: 'ping', data: { serverTime } })
    }
    const isDone = () => expected.every((tab, i) => !tab.isAwake || tab.signs > Number(before[i]))
    await until(isDone, 'an answer to the ping')
  }

  #browser({ token, connectionId, campaign, instanceId }: Paired): SimulatedBrowser {
    const connection = {
      url: origin(),
      token,
      previous: null,
      issuedAt: Date.now(),
      connectionId,
      campaign: { id: campaign.id, name: '' },
    }
    return { connection, instanceId, storage: new FakeWorld() }
  }
}
