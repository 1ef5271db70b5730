import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { FinishCommand } from '#foundry/commands/finish_command'
import type { CommandResult } from '#foundry/ports'
import { ExecutionTracker } from '#gamification/lifecycle/execution_tracker'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { STOPPED } from '#gamification/table/apply_command_result'

const MESSAGE = 'Everything was stopped.'
const TAKEN_BACK: CommandResult = { status: 'skipped', code: STOPPED, message: MESSAGE }

/**
 * Stops what is being executed as far as it has not reached the table: orders that
 * nobody has fetched are taken back, and refunded. What a tab has in hand is not
 * handed out again; its answer still counts, or it runs out.
 */
@inject()
export class StopExecutions {
  constructor(
    private finishCommand: FinishCommand,
    private tracker: ExecutionTracker,
    private instances: InstanceManager
  ) {}

  /** @returns how many instances it has ended */
  async execute(sql: Sql, after: AfterCommit, campaignId: string): Promise<number> {
    const stopped = new Set<string>()
    for (const { id, instance_id: instanceId } of await queued(sql, campaignId)) {
      if (await this.finishCommand.within(sql, id, TAKEN_BACK, after, ['queued'])) {
        stopped.add(instanceId)
      }
    }
    for (const { id } of await withoutOrder(sql, campaignId)) {
      await this.tracker.finish(sql, id, 'failed', { message: MESSAGE })
      if (await this.instances.fail(sql, after, id, 'panic', MESSAGE)) {
        stopped.add(id)
      }
    }
    await sql.run(
      `UPDATE foundry_commands SET expires_at = LEAST(expires_at, clock_timestamp())
       WHERE campaign_id = $1 AND status = 'delivered' AND instance_id IS NOT NULL
         AND undo_of IS NULL`,
      [campaignId]
    )
    return stopped.size
  }
}

function queued(sql: Sql, campaignId: string) {
  return sql.run<{ id: string; instance_id: string }>(
    `SELECT id, instance_id FROM foundry_commands
     WHERE campaign_id = $1 AND status = 'queued' AND instance_id IS NOT NULL
       AND undo_of IS NULL AND NOT is_dry_run
     ORDER BY seq`,
    [campaignId]
  )
}

function withoutOrder(sql: Sql, campaignId: string) {
  return sql.run<{ id: string }>(
    `SELECT i.id FROM instances i JOIN executions e ON e.instance_id = i.id
     WHERE i.campaign_id = $1 AND i.status = 'executing' AND e.status = 'pending'
       AND e.result IS NULL
     ORDER BY i.id`,
    [campaignId]
  )
}
