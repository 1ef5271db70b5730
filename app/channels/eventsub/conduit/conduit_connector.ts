import { setTimeout as pause } from 'node:timers/promises'
import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { Clock } from '#core/clock'
import { onLucid, type Sql } from '#core/sql'
import { disown, own } from '#core/jobs/ownership'
import { notify, Notifications } from '#core/jobs/notifications'
import { Worker } from '#core/jobs/worker'
import { TwitchError } from '#twitch/twitch_error'
import { ConduitsApi } from '#twitch/api/conduits_api'
import type { Connector } from '#channels/connectors/connector'
import { methodOf } from '#channels/eventsub/transports/transport'
import { connectorStatus } from '#channels/eventsub/transports/connector_status'
import { TransportChoice } from '#channels/eventsub/transports/transport_choice'
import { isConduitNeeded } from '#channels/eventsub/subscriptions/hand_over'
import { recordGapOfAll } from '#channels/eventsub/record_gap'
import {
  type ConduitRow,
  ensureConduit,
  findConduit,
  forgetConduit,
  type ShardMethod,
} from '#channels/eventsub/conduit/conduit_row'
import { SocketShards } from '#channels/eventsub/conduit/socket_shards'
import { WebhookShard } from '#channels/eventsub/conduit/webhook_shard'

const RESOURCE = 'eventsub-conduit'
const OWNED_SECONDS = 30
const SWEEP_MS = 2_000
const CHECK_EVERY_MS = 60_000
const RETRY_MS = 2_000
const OVERLAP_MS = 3_000

/**
 * A conduit for all streamers, with WebSockets or our address as its receivers. One process at a time
 * looks after it, and holds the WebSockets.
 */
@inject()
export class ConduitConnector implements Connector {
  readonly id = 'twitch.conduit'
  readonly label = 'Twitch, conduit'
  #worker: Worker | undefined
  #checkedAt = 0
  /** Since when our address has been receiving. */
  #servedAt: number | null = null

  constructor(
    private choice: TransportChoice,
    private api: ConduitsApi,
    private sockets: SocketShards,
    private webhook: WebhookShard,
    private clock: Clock,
    private notifications: Notifications
  ) {}

  async isNeeded(): Promise<boolean> {
    const sql = onLucid(db.connection())
    const { used } = await this.choice.read(sql)
    return methodOf(used) === 'conduit' || (await findConduit(sql)) !== null
  }

  async start(): Promise<void> {
    const worker = new Worker(
      {
        name: 'eventsub.conduit',
        channel: 'subscriptions',
        sweepMs: SWEEP_MS,
        work: async () => {
          await this.turn()
          return false
        },
      },
      this.notifications
    )
    this.#worker = worker
    this.sockets.onChange = () => worker.wake()
    worker.start()
  }

  async stop(): Promise<void> {
    await this.#worker?.stop()
    await this.sockets.stop('The server is being restarted.')
    await disown(onLucid(db.connection()), RESOURCE)
  }

  async status() {
    return connectorStatus(onLucid(db.connection()), 'conduit')
  }

  /** Brings the conduit and its receivers in line with what is chosen. */
  async turn(): Promise<void> {
    const sql = onLucid(db.connection())
    if ((await own(sql, RESOURCE, OWNED_SECONDS)) === null) {
      await this.sockets.stop('Another process has taken over.')
      return
    }
    try {
      await this.#turn(sql)
    } catch (error) {
      if (!(error instanceof TwitchError)) {
        throw error
      }
      logger.warn(
        { event: 'eventsub.conduit_failed', code: error.code, detail: error.detail },
        'The conduit could not be looked after'
      )
      await pause(Math.min(error.retryAfterMs ?? RETRY_MS, 10_000), undefined, { ref: false })
    }
  }

  async #turn(sql: Sql): Promise<void> {
    const { used } = await this.choice.read(sql)
    const method = methodOf(used)
    if (method === 'conduit') {
      const receivers = used === 'conduit-webhook' ? 'webhook' : 'websocket'
      await this.#serve(sql, await this.#conduit(sql, receivers), receivers)
      return
    }

    const conduit = await findConduit(sql)
    if (conduit === null) {
      return
    }
    if (await isConduitNeeded(sql, method)) {
      await this.#serve(sql, conduit, conduit.receivers)
    } else {
      await this.#end(sql, conduit)
    }
  }

  async #serve(sql: Sql, conduit: ConduitRow, receivers: ShardMethod): Promise<void> {
    const isDue = this.clock.millis() - this.#checkedAt > CHECK_EVERY_MS
    if (isDue) {
      await this.#check(sql, conduit)
    }
    if (receivers === 'websocket') {
      this.#servedAt = null
      await this.sockets.serve(sql, conduit)
    } else {
      const isServed = await this.webhook.serve(sql, conduit, isDue)
      await this.#stopSockets(isServed)
    }
  }

  /** What Twitch had sent over them before the address took over may still be on its way. */
  async #stopSockets(isServed: boolean): Promise<void> {
    if (!isServed) {
      this.#servedAt = null
      return
    }
    this.#servedAt ??= this.clock.millis()
    if (this.clock.millis() - this.#servedAt >= OVERLAP_MS) {
      await this.sockets.stop(null)
    }
  }

  async #conduit(sql: Sql, receivers: ShardMethod): Promise<ConduitRow> {
    const known = await findConduit(sql)
    if (known) {
      return known
    }
    const shardCount = receivers === 'webhook' ? 1 : this.sockets.count
    const made = await ensureConduit(sql, this.api, { shardCount, receivers })
    this.#checkedAt = this.clock.millis()
    await notify(sql, 'subscriptions')
    return made
  }

  /** Twitch drops a conduit whose shards are all without receivers for three days. */
  async #check(sql: Sql, { conduitId }: ConduitRow): Promise<void> {
    const conduits = await this.api.list()
    if (!conduits.some(({ id }) => id === conduitId)) {
      const since = new Date(this.#checkedAt || this.clock.millis())
      await recordGapOfAll(sql, 'conduit', since)
      await forgetConduit(sql)
      this.sockets.unassign()
      throw new TwitchError('not_found', { detail: 'Twitch does not have the conduit any more.' })
    }
    await this.sockets.check(await this.api.shards(conduitId))
    this.#checkedAt = this.clock.millis()
  }

  /** With all its subscriptions, in one call. */
  async #end(sql: Sql, { conduitId }: ConduitRow): Promise<void> {
    await this.api.delete(conduitId)
    await forgetConduit(sql)
    await this.sockets.stop(null)
    await notify(sql, 'subscriptions')
  }
}
