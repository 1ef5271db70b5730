import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { onLucid, type Sql } from '#core/sql'
import { Worker } from '#core/jobs/worker'
import { webhookTarget } from '#twitch/eventsub/eventsub_settings'
import type { Connector } from '#channels/connectors/connector'
import { receives } from '#channels/eventsub/receivers'
import { connectorStatus } from '#channels/eventsub/transports/connector_status'
import { TransportChoice } from '#channels/eventsub/transports/transport_choice'

const BEAT_MS = 5_000

/** The receivers that are our public address: it is there while a process answers at it. */
const WEBHOOK = { name: 'webhook', transport: 'webhook' as const }
const SHARD = { name: 'shard 0', transport: 'conduit' as const }

interface Needs {
  webhook: boolean
  shard: boolean
}

/**
 * Webhooks: what Twitch sends is answered by whatever process has the role `web`. Here it is only
 * written down that there is one, so that its absence is noticed as a gap.
 */
@inject()
export class WebhookConnector implements Connector {
  readonly id = 'twitch.webhook'
  readonly label = 'Twitch, webhook'
  #worker: Worker | undefined

  constructor(private choice: TransportChoice) {}

  async isNeeded(): Promise<boolean> {
    const { webhook, shard } = await this.#needs(onLucid(db.connection()))
    return webhook || shard
  }

  async start(): Promise<void> {
    this.#worker = new Worker({
      name: 'eventsub.webhook',
      sweepMs: BEAT_MS,
      work: async () => {
        await this.beat()
        return false
      },
    })
    this.#worker.start()
  }

  async stop(): Promise<void> {
    await this.#worker?.stop()
  }

  async status() {
    return connectorStatus(onLucid(db.connection()), 'webhook')
  }

  /** Says that this process answers at our address. */
  async beat(): Promise<void> {
    const sql = onLucid(db.connection())
    const needs = await this.#needs(sql)
    if (needs.webhook) {
      await receives(sql, { ...WEBHOOK, target: webhookTarget() })
    }
    if (needs.shard) {
      await receives(sql, { ...SHARD, target: webhookTarget() })
    }
  }

  async #needs(sql: Sql): Promise<Needs> {
    const { used } = await this.choice.read(sql)
    const [row] = await sql.run<Needs>(
      `SELECT EXISTS (SELECT FROM eventsub_subscriptions WHERE transport = 'webhook') AS webhook,
         EXISTS (SELECT FROM eventsub_receivers
                 WHERE name = $1 AND state = 'connected' AND target = $2) AS shard`,
      [SHARD.name, webhookTarget()]
    )
    return { webhook: used === 'webhook' || row.webhook, shard: row.shard }
  }
}
