import type { Sql } from '#core/sql'
import type { InstanceRow } from '#gamification/instance_row'

/**
 * How long the table has for an action. Longer than a command lives (120 s)
 * and takes, so that a result on its way is not overtaken.
 */
export const EXECUTION_SECONDS = 180

/** What is unclear, and what nobody decides, ends in a refund after these. */
const UNCLEAR_MINUTES = 10

/**
 * Keeps what is being executed: at most one row an instance. A pending row
 * without a result has not been handed to its action yet.
 */
export class ExecutionTracker {
  /** @returns false when the execution exists already */
  async begin(sql: Sql, instance: InstanceRow): Promise<boolean> {
    const rows = await sql.run(
      `INSERT INTO executions (instance_id, action_id, deadline_at)
       VALUES ($1, $2, now() + make_interval(secs => $3))
       ON CONFLICT (instance_id) DO NOTHING
       RETURNING instance_id`,
      [instance.id, instance.rules.actionId, EXECUTION_SECONDS]
    )
    return rows.length > 0
  }

  /** The action has written its orders; now the table has its time. */
  async dispatched(sql: Sql, instanceId: string): Promise<void> {
    await sql.run(
      `UPDATE executions
       SET result = '{"state": "dispatched"}', deadline_at = now() + make_interval(secs => $2)
       WHERE instance_id = $1 AND status = 'pending'`,
      [instanceId, EXECUTION_SECONDS]
    )
  }

  async finish(
    sql: Sql,
    instanceId: string,
    status: 'done' | 'failed',
    result: Record<string, unknown>
  ): Promise<void> {
    await sql.run(
      `UPDATE executions SET status = $2, result = $3::jsonb, finished_at = now()
       WHERE instance_id = $1 AND status IN ('pending', 'uncertain')`,
      [instanceId, status, JSON.stringify(result)]
    )
  }

  /** Nobody knows if it happened: a GM decides. */
  async unclear(sql: Sql, instanceId: string, result: Record<string, unknown>): Promise<void> {
    await sql.run(
      `UPDATE executions
       SET status = 'uncertain', result = $2::jsonb,
           deadline_at = now() + make_interval(mins => $3)
       WHERE instance_id = $1 AND status = 'pending'`,
      [instanceId, JSON.stringify(result), UNCLEAR_MINUTES]
    )
  }
}
