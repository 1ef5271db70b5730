import { inject } from '@adonisjs/core'
import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { orderArmedLines } from '#gamification/chat/order_chat_lines'
import type { InstanceRow } from '#gamification/instance_row'
import { announce } from '#gamification/lifecycle/announce'
import { ExecutionTracker } from '#gamification/lifecycle/execution_tracker'
import { moveInstance } from '#gamification/lifecycle/move_instance'
import { REACHED } from '#gamification/lifecycle/reached'

/**
 * Makes the goal of a group smaller, which may be what reaches it. The caller has
 * locked the instance, and changed its parts.
 */
@inject()
export class ShrinkGoal {
  constructor(private tracker: ExecutionTracker) {}

  async execute(
    sql: Sql,
    after: AfterCommit,
    instance: InstanceRow,
    { objective, progress }: { objective: number; progress: number }
  ): Promise<void> {
    const isReached = instance.status === 'active' && progress === objective
    const row = await moveInstance(sql, {
      id: instance.id,
      from: [instance.status],
      set: `progress = $2, objective = $3${isReached ? `, ${REACHED}` : ''}`,
      values: [progress, objective],
    })
    if (!row) {
      return
    }
    if (row.status === 'executing') {
      await this.tracker.begin(sql, row)
      await notify(sql, 'executions')
    }
    if (isReached) {
      await orderArmedLines(sql, row)
    }
    announce(after, row, {
      event: isReached ? 'gamification:instance_armed' : 'gamification:instance_progress',
    })
  }
}
