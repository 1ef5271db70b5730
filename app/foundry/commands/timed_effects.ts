import { inject } from '@adonisjs/core'
import { transact } from '#core/transact'
import type { Sql } from '#core/sql'
import { CommandLog } from '#foundry/commands/command_log'
import type { RecordedCommand } from '#foundry/commands/recorded_command'
import type { CommandResult } from '#foundry/ports'
import { timedStatusValidator } from '#foundry/validators/command_validators'

const BATCH = 50

/** A table that is away for longer than this is asked again when the order has run out. Seconds. */
const PATIENCE = 3600

/** How soon an order that came to nothing is given again. Seconds. */
const AGAIN_IN = 60

/** The effect is gone, or a person has decided: nothing is left to end. */
const SETTLED_CODES = ['not_active', 'gm_ignored']

interface Due {
  campaign_id: string
  command_id: string
  actor_id: string
  status: string
}

/**
 * Conditions that were put on for a time. The end is a row, written in the transaction
 * that records the beginning, so that neither a crash nor a closed table forgets it.
 */
@inject()
export class TimedEffects {
  constructor(private commandLog: CommandLog) {}

  /** Called with the end of every command, in the transaction that records it. */
  async noteEnd(sql: Sql, command: RecordedCommand, result: CommandResult): Promise<void> {
    if (command.isDryRun) {
      return
    }
    if (command.type === 'status.apply' && result.status === 'done') {
      return this.#begin(sql, command)
    }
    if (command.type === 'command.undo' && result.status === 'done' && command.undoOf !== null) {
      await sql.run('DELETE FROM foundry_timed_effects WHERE command_id = $1', [command.undoOf])
    }
    if (command.type === 'status.remove' && isLeftOver(result)) {
      await this.#again(sql, command)
    }
  }

  /**
   * Orders the end of what is over. Several processes may do so at once.
   *
   * @returns true when there may be more
   */
  async endDue(): Promise<boolean> {
    return transact(async (sql) => {
      const due = await sql.run<Due>(
        `DELETE FROM foundry_timed_effects WHERE command_id IN (
           SELECT t.command_id FROM foundry_timed_effects t JOIN campaigns c ON c.id = t.campaign_id
           WHERE t.ends_at <= clock_timestamp() AND c.archived_at IS NULL
           ORDER BY t.ends_at LIMIT $1 FOR UPDATE OF t SKIP LOCKED)
         RETURNING campaign_id, command_id, actor_id, status`,
        [BATCH]
      )
      // Heads are locked in one order, so that two sweeps never wait for each other.
      due.sort((a, b) => a.campaign_id.localeCompare(b.campaign_id))
      for (const effect of due) {
        await this.commandLog.append(sql, {
          campaignId: effect.campaign_id,
          instanceId: null,
          type: 'status.remove',
          payload: { actorId: effect.actor_id, status: effect.status, ends: effect.command_id },
          origin: { kind: 'system', label: 'Its time is over' },
          expiresInSeconds: PATIENCE,
        })
      }
      return due.length === BATCH
    })
  }

  async #begin(sql: Sql, { id, campaignId, payload }: RecordedCommand): Promise<void> {
    const [, timed] = await timedStatusValidator.tryValidate(payload)
    if (timed) {
      await this.#put(sql, id, campaignId, timed, timed.durationSeconds)
    }
  }

  async #again(sql: Sql, { campaignId, payload }: RecordedCommand): Promise<void> {
    const [, timed] = await timedStatusValidator.tryValidate({
      ...Object(payload),
      durationSeconds: AGAIN_IN,
    })
    if (timed?.ends !== undefined) {
      await this.#put(sql, timed.ends, campaignId, timed, AGAIN_IN)
    }
  }

  async #put(
    sql: Sql,
    commandId: string,
    campaignId: string,
    { actorId, status }: { actorId: string; status: string },
    seconds: number
  ): Promise<void> {
    await sql.run(
      `INSERT INTO foundry_timed_effects (command_id, campaign_id, actor_id, status, ends_at)
       VALUES ($1, $2, $3, $4, clock_timestamp() + make_interval(secs => $5))
       ON CONFLICT (command_id) DO NOTHING`,
      [commandId, campaignId, actorId, status, seconds]
    )
  }
}

/** The order to end it was never carried out, and nobody decided against it. */
function isLeftOver({ status, code = '' }: CommandResult): boolean {
  if (SETTLED_CODES.includes(code)) {
    return false
  }
  return status === 'expired' || status === 'skipped' || code === 'gm_silent'
}
