import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { staleLease } from '#foundry/bridge_exception'
import { BridgeSettings } from '#foundry/bridge_settings'
import { PullWaiters } from '#foundry/commands/pull_waiters'
import { COMMAND_COLUMNS, type CommandRow, toWireCommand } from '#foundry/commands/recorded_command'
import { heldLease, toLeaseState } from '#foundry/lease/lease'
import type { CommandsResponse } from '#foundry/protocol'
import type { BridgeCaller } from '#foundry/tokens/authenticate_token'

export interface Pull {
  clientId: string
  fencing: number
  after?: number
  limit?: number
  /** Seconds to wait for a command when there is none. */
  wait?: number
}

/**
 * Hands commands to the lease holder, in order. One that was handed out before
 * is handed out again until it is answered: the module's ledger, not this, keeps
 * it from being executed twice.
 */
@inject()
export class PullCommands {
  constructor(
    private waiters: PullWaiters,
    private settings: BridgeSettings,
    private clock: Clock
  ) {}

  /** @throws BridgeException 409 when the caller is not in charge */
  async execute(caller: BridgeCaller, pull: Pull, gone: AbortSignal): Promise<CommandsResponse> {
    const waitMs = Math.min(pull.wait ?? 0, this.settings.longPoll) * 1000

    if (waitMs === 0) {
      return this.#pull(caller, pull)
    }

    // Listening starts before looking, so that no command falls in between.
    const over = new AbortController()
    const signal = AbortSignal.any([gone, over.signal])
    const news = this.waiters.wait(caller.campaign.id, waitMs, signal)

    try {
      const answer = await this.#pull(caller, pull)
      if (answer.commands.length > 0) {
        return answer
      }
      await news
      return gone.aborted ? answer : await this.#pull(caller, pull)
    } finally {
      over.abort()
    }
  }

  #pull(caller: BridgeCaller, pull: Pull): Promise<CommandsResponse> {
    return transact(async (sql) => {
      const tab = { ...caller, clientId: pull.clientId }
      const lease = await heldLease(sql, tab, pull.fencing)
      if (!lease) {
        throw staleLease()
      }

      const rows = await this.#deliver(sql, caller.campaign.id, pull)
      const commands = rows.sort((a, b) => a.seq - b.seq).map(toWireCommand)
      return {
        serverTime: this.clock.now().toJSDate().toISOString(),
        // Commands may have come since the caller was looked up.
        head: Math.max(caller.head, commands.at(-1)?.seq ?? 0),
        lease: toLeaseState(lease, tab),
        commands,
      }
    })
  }

  /**
   * While the GM takes a break nothing is handed out, but undoing goes on. An
   * archived campaign hands out nothing: its table may only answer what it has.
   */
  async #deliver(sql: Sql, campaignId: string, pull: Pull): Promise<CommandRow[]> {
    return sql.run<CommandRow>(
      `WITH due AS (
         SELECT k.id, k.status AS was FROM foundry_commands k
         JOIN campaigns ca ON ca.id = k.campaign_id
         WHERE k.campaign_id = $1 AND k.seq > $2 AND k.status IN ('queued', 'delivered')
           AND k.expires_at > clock_timestamp() AND ca.archived_at IS NULL
           AND (COALESCE(ca.break_since, ca.panic_since) IS NULL OR k.type = 'command.undo')
         ORDER BY k.seq LIMIT $3
         FOR UPDATE OF k
       ), delivered AS (
         UPDATE foundry_commands k SET status = 'delivered', fencing = $4,
           delivered_at = COALESCE(k.delivered_at, clock_timestamp())
         FROM due WHERE k.id = due.id
         RETURNING k.*
       ), noted AS (
         INSERT INTO foundry_command_changes (command_id, status, at)
         SELECT id, 'delivered', clock_timestamp() FROM due WHERE was = 'queued'
       )
       SELECT ${COMMAND_COLUMNS} FROM delivered`,
      [campaignId, pull.after ?? 0, pull.limit ?? 20, pull.fencing]
    )
  }
}
