import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { foundryChannel } from '#core/realtime/channels'
import { openStream } from '#core/realtime/streams'
import { onLucid } from '#core/sql'
import { BridgeException } from '#foundry/bridge_exception'
import { BridgeSettings } from '#foundry/bridge_settings'
import { readLease, toLeaseState } from '#foundry/lease/lease'
import { LeaseDesk } from '#foundry/lease/lease_desk'
import { type BridgeStream, BridgeStreams } from '#foundry/stream/bridge_streams'
import { onTheBeat } from '#foundry/stream/on_the_beat'

/**
 * Opens a tab's stream. It starts with `hello` and pings every 20 seconds. A hidden
 * tab's timers sleep, but it does answer a ping.
 */
@inject()
export class OpenBridgeStream {
  constructor(
    private streams: BridgeStreams,
    private leaseDesk: LeaseDesk,
    private settings: BridgeSettings,
    private clock: Clock
  ) {}

  async execute(ctx: HttpContext, clientId: string): Promise<void> {
    const { tokenId, connectionId, campaign, head } = ctx.bridge
    const tab = { tokenId, connectionId, clientId }
    this.#limit(tokenId)

    const sql = onLucid(db.connection())
    const row = (await this.leaseDesk.renew(sql, tab)) ?? (await readLease(sql, connectionId))
    let onClose = () => {}
    const stream = await openStream(ctx, foundryChannel(connectionId), {
      first: {
        event: 'hello',
        data: { serverTime: this.#serverTime(), head, lease: toLeaseState(row, tab) },
      },
      onClose: () => onClose(),
    })

    const open: BridgeStream = { ...tab, campaignId: campaign.id, stream }
    this.streams.add(open)
    const endPings = onTheBeat(this.settings.ping * 1000, () => this.#ping(open))
    onClose = () => {
      endPings()
      this.#closed(open)
    }
  }

  #ping(open: BridgeStream): void {
    this.streams.send(open, { event: 'ping', data: { serverTime: this.#serverTime() } })
  }

  /** On our own way out the lease stays as it is: the tab will be back in a moment. */
  #closed(open: BridgeStream): void {
    this.streams.remove(open)
    if (app.isTerminating || app.isTerminated || this.streams.hasOther(open)) {
      return
    }

    this.leaseDesk.shorten(onLucid(db.connection()), open).catch((error: unknown) => {
      logger.warn({ event: 'foundry.close_failed', err: error }, 'A closed stream was not noted')
    })
  }

  #limit(tokenId: string): void {
    const open = this.streams.where((stream) => stream.tokenId === tokenId).length
    if (open >= this.settings.streamsPerToken) {
      const message = 'This browser holds too many connections open. Close some tabs.'
      throw new BridgeException(429, 'too_many_streams', message)
    }
  }

  #serverTime(): string {
    return this.clock.now().toJSDate().toISOString()
  }
}
