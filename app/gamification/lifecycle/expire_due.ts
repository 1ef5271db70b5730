import { inject } from '@adonisjs/core'
import { Logger } from '@adonisjs/core/logger'
import type { Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'
import { DropOfflineParts, HAS_OFFLINE_PARTS } from '#gamification/lifecycle/drop_offline_parts'
import { ConcludeExecution } from '#gamification/lifecycle/conclude_execution'
import { EXECUTION_IS_HELD } from '#gamification/lifecycle/held_executions'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { lockInstance } from '#gamification/lifecycle/lock_instance'
import { OFF_THE_AIR } from '#gamification/lifecycle/off_the_air'
import { whyNotDone } from '#gamification/lifecycle/why_not_done'
import { refundRolledOver } from '#gamification/lifecycle/refund_rolled_over'

const BATCH = 100

type Due = { id: string; status: string }
type Overdue = { campaign_id: string; status: string; dispatched: boolean }

/** Not statuses: it is active, and nobody who could fill it is on the air, or only some are. */
const OFFLINE = 'offline'
const PARTLY_OFFLINE = 'partly_offline'

/**
 * Ends what nobody ended in time, each in its own transaction with its refund:
 * collecting and armed instances expire, undecided approvals are rejected,
 * executions without an answer fail, unless the GM's break holds them back. So does
 * collecting while the stream is off the air for long, or, of a group, that channel's part in it; and what waits for a next goal in
 * vain is refunded. Judged by the database's clock; safe in several processes, since every
 * end is a conditional update.
 */
@inject()
export class ExpireDue {
  constructor(
    private instances: InstanceManager,
    private conclude: ConcludeExecution,
    private offlineParts: DropOfflineParts,
    private logger: Logger
  ) {}

  /** @returns true when there may be more to do at once */
  async execute(): Promise<boolean> {
    const due = await transact((sql) =>
      sql.run<Due>(
        `(SELECT id, status FROM instances
          WHERE status IN ('active', 'armed', 'awaiting_approval') AND expires_at <= now()
          ORDER BY expires_at LIMIT $1)
         UNION ALL
         (SELECT i.id, i.status FROM executions e JOIN instances i ON i.id = e.instance_id
            JOIN campaigns c ON c.id = i.campaign_id
          WHERE e.status IN ('pending', 'uncertain') AND e.deadline_at <= now()
            AND i.status = 'executing' AND ${EXECUTION_IS_HELD} IS NOT TRUE
          ORDER BY e.deadline_at LIMIT $1)
         UNION ALL
         (SELECT i.id, $2 FROM instances i
          WHERE i.status = 'active' AND i.expires_at > now() AND ${OFF_THE_AIR}
          ORDER BY i.id LIMIT $1)
         UNION ALL
         (SELECT i.id, $3 FROM instances i
          WHERE i.status = 'active' AND i.expires_at > now() AND ${HAS_OFFLINE_PARTS}
          ORDER BY i.id LIMIT $1)`,
        [BATCH, OFFLINE, PARTLY_OFFLINE]
      )
    )

    let ended = 0
    for (const one of due) {
      ended += (await this.#endAlone(one)) ? 1 : 0
    }
    await transact(refundRolledOver)

    return ended >= BATCH
  }

  /** One that cannot be ended holds up no other; the next look tries it again. */
  async #endAlone({ id, status }: Due): Promise<boolean> {
    try {
      await transact((sql, after) => this.#end(sql, after, id, status))
      return true
    } catch (error) {
      this.logger.error({ event: 'expiry.failed', instanceId: id, err: error }, 'Not ended in time')
      return false
    }
  }

  async #end(sql: Sql, after: AfterCommit, id: string, status: string): Promise<unknown> {
    switch (status) {
      case 'awaiting_approval':
        return this.instances.reject(sql, after, id, null)
      case 'executing':
        return this.#giveUp(sql, after, id)
      case OFFLINE:
        return this.instances.expireOffline(sql, after, id)
      case PARTLY_OFFLINE:
        return this.offlineParts.execute(sql, after, id)
      default:
        return this.instances.expire(sql, after, id)
    }
  }

  /** The table had its time, or the GM the ten minutes to say what happened. */
  async #giveUp(sql: Sql, after: AfterCommit, id: string): Promise<void> {
    const [execution] = await sql.run<Overdue>(
      `SELECT i.campaign_id, e.status, e.result IS NOT NULL AS dispatched
       FROM instances i JOIN executions e ON e.instance_id = i.id
         JOIN campaigns c ON c.id = i.campaign_id
       WHERE i.id = $1 AND i.status = 'executing' AND e.deadline_at <= now()
         AND e.status IN ('pending', 'uncertain') AND ${EXECUTION_IS_HELD} IS NOT TRUE
       FOR NO KEY UPDATE OF i`,
      [id]
    )

    const instance = execution && (await lockInstance(sql, id))
    if (!instance) {
      return
    }

    const message = !execution.dispatched
      ? 'Foundry was not connected in time.'
      : execution.status === 'uncertain'
        ? 'Nobody said in time whether it happened.'
        : 'The table did not answer in time.'

    const reason = await whyNotDone(sql, execution.campaign_id)
    await this.conclude.giveUp(sql, after, instance, reason, message)
  }
}
