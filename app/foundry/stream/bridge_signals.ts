import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { Notifications } from '#core/jobs/notifications'
import { onLucid, type Sql } from '#core/sql'
import { BridgeSettings } from '#foundry/bridge_settings'
import { PullWaiters } from '#foundry/commands/pull_waiters'
import { readLease, toLeaseState } from '#foundry/lease/lease'
import { moduleConfig } from '#foundry/module_config'
import { BridgeStreams } from '#foundry/stream/bridge_streams'

/**
 * Turns the database's notifications into messages on this process' streams.
 * What is lost while nobody listens is found by the next heartbeat.
 */
@inject()
export class BridgeSignals {
  #unsubscribe: (() => void)[] = []
  /** Campaigns whose head is being read, true when they were poked again meanwhile. */
  #poking = new Map<string, boolean>()

  constructor(
    private notifications: Notifications,
    private streams: BridgeStreams,
    private waiters: PullWaiters,
    private settings: BridgeSettings,
    private clock: Clock
  ) {}

  start(): void {
    this.stop()
    this.#unsubscribe = [
      this.notifications.on('commands', (campaignId) => this.#guard(this.#poke(campaignId))),
      this.notifications.on('bridge', (payload) => this.#guard(this.#receive(payload))),
    ]
  }

  stop(): void {
    this.#unsubscribe.splice(0).forEach((unsubscribe) => unsubscribe())
  }

  /** An empty payload says that notifications may have been missed: everybody looks. */
  async #poke(campaignId: string): Promise<void> {
    if (campaignId === '') {
      return this.#pokeAll()
    }
    this.waiters.wake(campaignId)

    if (this.#poking.has(campaignId)) {
      this.#poking.set(campaignId, true)
      return
    }

    this.#poking.set(campaignId, false)
    try {
      do {
        this.#poking.set(campaignId, false)
        await this.#sendHead(campaignId)
      } while (this.#poking.get(campaignId))
    } finally {
      this.#poking.delete(campaignId)
    }
  }

  async #pokeAll(): Promise<void> {
    this.waiters.wakeAll()
    const campaigns = new Set(this.streams.where(() => true).map(({ campaignId }) => campaignId))
    for (const campaignId of campaigns) {
      await this.#poke(campaignId)
    }
  }

  async #sendHead(campaignId: string): Promise<void> {
    const streams = this.streams.where((stream) => stream.campaignId === campaignId)
    if (streams.length === 0) {
      return
    }

    const [row] = await this.#sql().run<{ head: number }>(
      'SELECT head FROM foundry_heads WHERE campaign_id = $1',
      [campaignId]
    )
    for (const stream of streams) {
      this.streams.send(stream, { event: 'poke', data: { head: row?.head ?? 0 } })
    }
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
    const config = await moduleConfig(this.#sql(), campaignId, this.settings)
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
