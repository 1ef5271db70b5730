import type { Sql } from '#core/sql'
import { dueAfterBreak, HELD_MINUTES, heldByBreak } from '#foundry/commands/held_by_break'
import { EXECUTION_SECONDS } from '#gamification/lifecycle/execution_tracker'

/** Of `executions e`. Its command is ordered up to one such time later, and ends it first. */
const TIMES = {
  since: 'e.started_at',
  due: 'e.deadline_at',
  minutes: HELD_MINUTES + (2 * EXECUTION_SECONDS) / 60,
}

/** SQL condition for `executions e` and `campaigns c`: it waits for the end of a break. */
export const EXECUTION_IS_HELD = `(e.status = 'pending' AND ${heldByBreak(TIMES)})`

/** The same for executions as `releaseCommands` for their commands. */
export async function releaseExecutions(sql: Sql, campaignId: string): Promise<void> {
  await sql.run(
    `UPDATE executions e SET deadline_at = ${dueAfterBreak(TIMES)}
     FROM instances i, campaigns c
     WHERE c.id = $1 AND i.campaign_id = c.id AND e.instance_id = i.id AND ${EXECUTION_IS_HELD}`,
    [campaignId]
  )
}
