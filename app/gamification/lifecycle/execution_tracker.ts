import { inject } from '@adonisjs/core'
import { Logger } from '@adonisjs/core/logger'
import type { Sql } from '#core/sql'
import type { InstanceRow } from '#gamification/instance_row'
import {
  type PendingExecution,
  PendingExecutions,
} from '#gamification/lifecycle/pending_executions'

/**
 * How long the table has for an action. Longer than a command lives (120 s)
 * and takes, so that a result on its way is not overtaken.
 */
export const EXECUTION_SECONDS = 180

/** What is unclear, and what nobody decides, ends in a refund after these. */
const UNCLEAR_MINUTES = 10

/** Of a pending execution that its action has. */
const DISPATCHED = JSON.stringify({ state: 'dispatched' })

const ENDED = ['completed', 'failed', 'expired', 'cancelled']

/**
 * Keeps what is being executed: at most one row an instance. A pending row
 * without a result has not been handed to its action yet. The rows decide; a
 * copy of which are pending is kept in front of them, and may be away.
 */
@inject()
export class ExecutionTracker {
  constructor(
    private copy: PendingExecutions,
    private logger: Logger
  ) {}

  /** Leaves it to a worker to hand it to its action. */
  async begin(sql: Sql, instance: InstanceRow): Promise<void> {
    await this.#insert(sql, instance, null)
  }

  /**
   * The caller hands it to its action.
   *
   * @returns false when the execution exists already
   */
  async beginClaimed(sql: Sql, instance: InstanceRow): Promise<boolean> {
    return this.#insert(sql, instance, DISPATCHED)
  }

  /**
   * Takes the one turn of its action, and gives the table its time. Whatever was
   * read before may be outdated by now: this decides.
   *
   * @returns false when it was handed to its action already
   */
  async claim(sql: Sql, instanceId: string): Promise<boolean> {
    const rows = await sql.run(
      `UPDATE executions
       SET result = $3::jsonb, deadline_at = now() + make_interval(secs => $2)
       WHERE instance_id = $1 AND status = 'pending' AND result IS NULL
       RETURNING instance_id`,
      [instanceId, EXECUTION_SECONDS, DISPATCHED]
    )
    return rows.length > 0
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

  /** Has the copy follow an instance, after the commit; what it misses the next `refresh` brings. */
  async follow({ id, status }: Pick<InstanceRow, 'id' | 'status'>): Promise<void> {
    try {
      if (status === 'executing') {
        await this.copy.add({ instanceId: id, since: Date.now() })
      } else if (ENDED.includes(status)) {
        await this.copy.remove(id)
      }
    } catch (error) {
      this.logger.warn(
        { event: 'executions.copy_away', instanceId: id, err: error },
        'The copy of pending executions does not answer'
      )
    }
  }

  /** Makes the copy what the rows are. */
  async refresh(sql: Sql): Promise<void> {
    await this.copy.replace(await this.#rows(sql))
  }

  /**
   * What is being executed, the oldest first.
   *
   * @returns `isCopied` is false when the copy is away and the rows were read
   */
  async pending(sql: Sql): Promise<{ executions: PendingExecution[]; isCopied: boolean }> {
    try {
      return { executions: await this.copy.list(), isCopied: true }
    } catch {
      return { executions: await this.#rows(sql), isCopied: false }
    }
  }

  async #insert(sql: Sql, { id, rules }: InstanceRow, result: string | null): Promise<boolean> {
    const rows = await sql.run(
      `INSERT INTO executions (instance_id, action_id, deadline_at, result)
       VALUES ($1, $2, now() + make_interval(secs => $3), $4::jsonb)
       ON CONFLICT (instance_id) DO NOTHING
       RETURNING instance_id`,
      [id, rules.actionId, EXECUTION_SECONDS, result]
    )
    return rows.length > 0
  }

  #rows(sql: Sql): Promise<PendingExecution[]> {
    return sql.run<PendingExecution>(
      `SELECT instance_id AS "instanceId",
         (EXTRACT(EPOCH FROM started_at) * 1000)::float8 AS since
       FROM executions WHERE status IN ('pending', 'uncertain') ORDER BY started_at`
    )
  }
}
