import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { BridgeSettings } from '#foundry/bridge_settings'
import {
  COMMAND_COLUMNS,
  type CommandRow,
  type CommandStatus,
  json,
  toRecordedCommand,
} from '#foundry/commands/recorded_command'
import { TimedEffects } from '#foundry/commands/timed_effects'
import { FoundryChanged } from '#foundry/foundry_changed'
import { CommandListener, type CommandResult } from '#foundry/ports'

/**
 * Records how a command ended, and tells whoever ordered it in the same
 * transaction. The first end wins, by a conditional update. `uncertain` and
 * `needs-gm` are no end: they wait for the GM, for a limited time.
 */
@inject()
export class FinishCommand {
  constructor(
    private listener: CommandListener,
    private timedEffects: TimedEffects,
    private settings: BridgeSettings
  ) {}

  /** @returns false when the command had ended before, or is not in one of `from` */
  async within(
    sql: Sql,
    commandId: string,
    result: CommandResult,
    deferred: AfterCommit,
    from: readonly CommandStatus[]
  ): Promise<boolean> {
    const waits = result.status === 'uncertain' || result.status === 'needs-gm'
    const [row] = await sql.run<CommandRow>(
      `WITH ended AS (
         UPDATE foundry_commands
         SET status = $2, result = $3::jsonb,
             finished_at = CASE WHEN $4 THEN NULL ELSE clock_timestamp() END,
             expires_at = CASE WHEN $4 THEN clock_timestamp() + make_interval(secs => $5)
                          ELSE expires_at END
         WHERE id = $1 AND status = ANY($6)
         RETURNING ${COMMAND_COLUMNS}
       ), noted AS (
         INSERT INTO foundry_command_changes (command_id, status, detail, at)
         SELECT id, status, $7, clock_timestamp() FROM ended
       )
       SELECT * FROM ended`,
      [
        commandId,
        result.status,
        json(result),
        waits,
        this.settings.decision,
        [...from],
        result.message ?? result.code ?? null,
      ]
    )

    if (!row) {
      return false
    }

    const command = toRecordedCommand(row)
    await this.timedEffects.noteEnd(sql, command, result)
    await this.listener.onResult(sql, command, result, deferred)
    deferred.afterCommit(() => FoundryChanged.dispatch(row.campaign_id, 'command'))
    return true
  }
}
