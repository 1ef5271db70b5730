import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { Notifications } from '#core/jobs/notifications'
import { onLucid, type Sql } from '#core/sql'
import { PullWaiters } from '#foundry/commands/pull_waiters'
import { readLease, toLeaseState } from '#foundry/lease/lease'
import { ReadModuleConfig } from '#foundry/read_module_config'
import { type BridgeStream, BridgeStreams } from '#foundry/stream/bridge_streams'

/**
 * Turns the database's notifications into messages on this process' streams.
 * What is lost while nobody listens is found by the next heartbeat.
 */
@inject()
export class BridgeSignals {
  #unsubscribe: (() => void)[] = []

  constructor(
    private notifications: Notifications,
    private streams: BridgeStreams,
    private waiters: PullWaiters,
    private readConfig: ReadModuleConfig,
    private clock: Clock
  ) {}

  start(): void {
    this.stop()
    this.#unsubscribe = [
      this.notifications.on('commands', (payload) => this.#guard(this.#poke(payload))),
      this.notifications.on('bridge', (payload) => this.#guard(this.#receive(payload))),
    ]
  }

  stop(): void {
    this.#unsubscribe.splice(0).forEach((unsubscribe) => unsubscribe())
  }

  /**
   * The payload is a campaign, with the number of its newest command when one was added. An
   * empty one says that notifications may have been missed: everybody looks.
   */
  async #poke(payload: string): Promise<void> {
    const [campaignId = '', head] = payload.split(':')
    if (campaignId === '') {
      this.waiters.wakeAll()
      return this.#sendHeads(this.streams.where(() => true))
    }

    this.waiters.wake(campaignId)
    const streams = this.streams.where((stream) => stream.campaignId === campaignId)
    if (head === undefined) {
      return this.#sendHeads(streams)
    }
    streams.forEach((stream) => this.#sendHead(stream, Number(head)))
  }

  async #sendHeads(streams: BridgeStream[]): Promise<void> {
    if (streams.length === 0) {
      return
    }

    const rows = await this.#sql().run<{ campaign_id: string; head: number }>(
      'SELECT campaign_id, head FROM foundry_heads WHERE campaign_id = ANY($1)',
      [[...new Set(streams.map(({ campaignId }) => campaignId))]]
    )
    const heads = new Map(rows.map((row) => [row.campaign_id, row.head]))
    streams.forEach((stream) => this.#sendHead(stream, heads.get(stream.campaignId) ?? 0))
  }

  #sendHead(stream: BridgeStream, head: number): void {
    this.streams.send(stream, { event: 'poke', data: { head } })
  }

  async #receive(payload: string): Promise<void> {
    const [kind = '', id = '', other = ''] = payload.split(':')

    if (kind === 'lease') await this.#sendLease(id)
    if (kind === 'ping') this.#sendPing(id)
    if (kind === 'config') await this.#sendConfig(id)
    if (kind === 'rotated') this.streams.rename(id, other)
    if (kind === 'revoked') this.streams.revoke(id, 'The connection was ended.')
  }

  async #sendLease(connectionId: string): Promise<void> {
    const streams = this.streams.where((stream) => stream.connectionId === connectionId)
    if (streams.length === 0) {
      return
    }

    const row = await readLease(this.#sql(), connectionId)
    for (const stream of streams) {
      this.streams.send(stream, { event: 'lease', data: toLeaseState(row, stream) })
    }
  }

  #sendPing(connectionId: string): void {
    const serverTime = this.clock.now().toJSDate().toISOString()
    for (const stream of this.streams.where((open) => open.connectionId === connectionId)) {
      this.streams.send(stream, { event: 'ping', data: { serverTime } })
    }
  }

  async #sendConfig(campaignId: string): Promise<void> {
    const streams = this.streams.where((stream) => stream.campaignId === campaignId)
    const [row] = await this.#sql().run<{ paused: boolean }>(
      `SELECT COALESCE(break_since, panic_since) IS NOT NULL AS paused
       FROM campaigns WHERE id = $1`,
      [campaignId]
    )
    const config = await this.readConfig.execute(this.#sql(), campaignId)
    const data = { paused: row?.paused ?? false, config }
    for (const stream of streams) {
      this.streams.send(stream, { event: 'config', data })
    }
  }

  #sql(): Sql {
    return onLucid(db.connection())
  }

  #guard(work: Promise<void>): void {
    work.catch((error: unknown) => {
      logger.warn({ event: 'foundry.signal_failed', err: error }, 'A signal was not passed on')
    })
  }
}
