import { setTimeout as pause } from 'node:timers/promises'
import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { notify } from '#core/jobs/notifications'
import { ConduitsApi } from '#twitch/api/conduits_api'
import { callbackUrl, eventsubSecret, webhookTarget } from '#twitch/eventsub/eventsub_settings'
import { lookAgainAtAll } from '#channels/eventsub/look_again'
import { type ConduitRow, keepConduit } from '#channels/eventsub/conduit/conduit_row'
import { receiverState, receives } from '#channels/eventsub/receivers'
import { revocationOf } from '#channels/eventsub/revocation_reason'

const RECEIVER = { name: 'shard 0', transport: 'conduit' as const }
const UNPROVEN = 'webhook_callback_verification_failed'
const LOOKS = 40
const LOOK_EVERY_MS = 250

/**
 * Our public address as the receiver of the conduit's only shard. A shard gets nothing while Twitch waits for
 * the proof that the address is ours; where others receive already, one more shard does until then.
 */
@inject()
export class WebhookShard {
  constructor(private api: ConduitsApi) {}

  /**
   * @param isCheckDue whether to ask Twitch how the shard is, though nothing here has changed
   * @returns whether Twitch delivers to us
   */
  async serve(sql: Sql, conduit: ConduitRow, isCheckDue: boolean): Promise<boolean> {
    const isOurs = conduit.receivers === 'webhook' && (await isConnected(sql))
    const status = isOurs && isCheckDue ? await this.#status(conduit.conduitId, 0) : 'enabled'
    if (isOurs && status === 'enabled') {
      return true
    }
    if (isOurs) {
      await receiverState(sql, RECEIVER, 'reconnecting', revocationOf(status).reason)
    }
    const isProven = (await this.#isReceived(conduit))
      ? await this.#takeOver(sql, conduit)
      : await this.#begin(conduit)
    if (!isProven) {
      await receiverState(sql, RECEIVER, 'failed', revocationOf(UNPROVEN).reason)
      return false
    }
    await this.#isServed(sql)
    return true
  }

  async #isServed(sql: Sql): Promise<void> {
    await keepConduit(sql, { shardCount: 1, receivers: 'webhook' })
    await receives(sql, { ...RECEIVER, target: webhookTarget() })
    await lookAgainAtAll(sql, 'conduit')
    await notify(sql, 'subscriptions')
  }

  /** Nobody receives yet, or no more. */
  async #begin({ conduitId, shardCount }: ConduitRow): Promise<boolean> {
    const isProven = await this.#assign(conduitId, 0)
    if (isProven && shardCount > 1) {
      await this.api.resize(conduitId, 1)
    }
    return isProven
  }

  /** One more shard receives while the first is given over, then all but the first go. */
  async #takeOver(sql: Sql, { conduitId, shardCount }: ConduitRow): Promise<boolean> {
    await this.api.resize(conduitId, shardCount + 1)
    await keepConduit(sql, { shardCount: shardCount + 1 })
    const isProven =
      (await this.#assign(conduitId, shardCount)) && (await this.#assign(conduitId, 0))
    await this.api.resize(conduitId, isProven ? 1 : shardCount)
    await keepConduit(sql, { shardCount: isProven ? 1 : shardCount })
    return isProven
  }

  async #assign(conduitId: string, shard: number): Promise<boolean> {
    await this.api.assign(conduitId, shard, {
      method: 'webhook',
      callback: callbackUrl(),
      secret: eventsubSecret(),
    })
    for (let look = 0; look < LOOKS; look += 1) {
      const status = await this.#status(conduitId, shard)
      if (status !== 'webhook_callback_verification_pending') {
        return status === 'enabled'
      }
      await pause(LOOK_EVERY_MS)
    }
    return false
  }

  async #status(conduitId: string, shard: number): Promise<string> {
    const shards = await this.api.shards(conduitId)
    return shards.find(({ id }) => id === shard)?.status ?? UNPROVEN
  }

  async #isReceived({ conduitId }: ConduitRow): Promise<boolean> {
    const shards = await this.api.shards(conduitId)
    return shards.some(({ status }) => status === 'enabled')
  }
}

/** Whether the shard has this address, and this secret. */
async function isConnected(sql: Sql): Promise<boolean> {
  const [row] = await sql.run(
    `SELECT FROM eventsub_receivers WHERE name = $1 AND state = 'connected' AND target = $2`,
    [RECEIVER.name, webhookTarget()]
  )
  return row !== undefined
}
