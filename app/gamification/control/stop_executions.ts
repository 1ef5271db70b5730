import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { FinishCommand } from '#foundry/commands/finish_command'
import type { CommandResult } from '#foundry/ports'
import { ConcludeExecution, STOPPED } from '#gamification/lifecycle/conclude_execution'
import { lockInstance } from '#gamification/lifecycle/lock_instance'
import { leaveOut } from '#gamification/lifecycle/step_rows'

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
    private conclude: ConcludeExecution
  ) {}

  /** @returns how many instances it has ended */
  async execute(sql: Sql, after: AfterCommit, campaignId: string): Promise<number> {
    const stopped = new Set<string>()
    for (const { id, instance_id: instanceId } of await queued(sql, campaignId)) {
      if (await this.finishCommand.within(sql, id, TAKEN_BACK, after, ['queued'])) {
        stopped.add(instanceId)
      }
    }
    for (const { id } of await unfinished(sql, campaignId)) {
      if (await this.#stop(sql, after, id)) {
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

  /** No further part begins; without anything on its way to the table it is over. */
  async #stop(sql: Sql, after: AfterCommit, id: string): Promise<boolean> {
    const instance = await lockInstance(sql, id)
    if (instance?.status !== 'executing') {
      return false
    }
    await leaveOut(sql, id, MESSAGE)
    if (await isOnItsWay(sql, id)) {
      return false
    }
    return (await this.conclude.giveUp(sql, after, instance, 'panic', MESSAGE)) !== null
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

/** Nothing was ordered yet, or not all of it. */
function unfinished(sql: Sql, campaignId: string) {
  return sql.run<{ id: string }>(
    `SELECT i.id FROM instances i JOIN executions e ON e.instance_id = i.id
     WHERE i.campaign_id = $1 AND i.status = 'executing' AND e.status IN ('pending', 'uncertain')
       AND (e.result IS NULL OR EXISTS (
         SELECT FROM execution_steps s WHERE s.instance_id = i.id AND s.status = 'waiting'))
     ORDER BY i.id`,
    [campaignId]
  )
}

async function isOnItsWay(sql: Sql, instanceId: string): Promise<boolean> {
  const open = await sql.run(
    `SELECT FROM foundry_commands
     WHERE instance_id = $1 AND undo_of IS NULL AND NOT is_dry_run
       AND status IN ('queued', 'delivered', 'uncertain', 'needs-gm') LIMIT 1`,
    [instanceId]
  )
  return open.length > 0
}
