import { inject } from '@adonisjs/core'
import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { orderArmedLines, orderChatLines } from '#gamification/chat/order_chat_lines'
import type { InstanceRow } from '#gamification/instance_row'
import { announce } from '#gamification/lifecycle/announce'
import { ExecutionTracker } from '#gamification/lifecycle/execution_tracker'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { lockInstance } from '#gamification/lifecycle/lock_instance'
import { moveInstance } from '#gamification/lifecycle/move_instance'
import { REACHED } from '#gamification/lifecycle/reached'
import { orderSettlement } from '#redemptions/order_settlement'

interface Part {
  objective: number
  progress: number
}

const LEFT = 'streamer_left'
const NONE: Part = { objective: 0, progress: 0 }

/**
 * Takes one streamer's part out of a group's instance that is not executed yet:
 * what their viewers have put in goes back, and the goal shrinks by their share, so
 * that those who remain can still reach it. What is armed stays armed for them.
 * Nobody left: it is called off.
 */
@inject()
export class WithdrawStreamer {
  constructor(
    private instances: InstanceManager,
    private tracker: ExecutionTracker
  ) {}

  async execute(sql: Sql, after: AfterCommit, id: string, streamerId: string): Promise<void> {
    const instance = await lockInstance(sql, id)
    if (!instance || !['active', 'armed', 'awaiting_approval'].includes(instance.status)) {
      return
    }

    const parts = await partsOf(sql, id)
    const part = parts.find((one) => one.streamerId === streamerId) ?? NONE
    const progress = instance.progress - part.progress
    const hasOthers = parts.some((one) => one.streamerId !== streamerId)
    if (progress === 0 && !(hasOthers && instance.status === 'active')) {
      await this.instances.cancel(sql, after, id, LEFT)
      return
    }

    await sql.run(
      `UPDATE instance_shares SET objective = 0, progress = 0, left_at = now()
       WHERE instance_id = $1 AND streamer_id = $2`,
      [id, streamerId]
    )
    const order = { instanceId: id, streamerId, outcome: 'refund', reason: LEFT } as const
    if ((await orderSettlement(sql, order)) > 0) {
      await orderChatLines(sql, 'refunded', { id, streamer_id: streamerId })
    }
    await this.#shrink(sql, after, instance, { ...part, progress })
  }

  /** @param left the progress that is left, and the part of the objective that is not */
  async #shrink(sql: Sql, after: AfterCommit, instance: InstanceRow, left: Part): Promise<void> {
    const wasFull = instance.progress === instance.objective
    const objective = wasFull
      ? left.progress
      : Math.max(1, left.progress, instance.objective - left.objective)
    const isReached = instance.status === 'active' && left.progress === objective

    const row = await moveInstance(sql, {
      id: instance.id,
      from: [instance.status],
      set: `progress = $2, objective = $3${isReached ? `, ${REACHED}` : ''}`,
      values: [left.progress, objective],
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

/** Of those who take part now. */
function partsOf(sql: Sql, instanceId: string): Promise<(Part & { streamerId: string })[]> {
  return sql.run(
    `SELECT streamer_id AS "streamerId", objective, progress FROM instance_shares
     WHERE instance_id = $1 AND left_at IS NULL`,
    [instanceId]
  )
}
