import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { orderChatLines } from '#gamification/chat/order_chat_lines'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { lockInstance } from '#gamification/lifecycle/lock_instance'
import { ShrinkGoal } from '#gamification/lifecycle/shrink_goal'
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
    private shrink: ShrinkGoal
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
    const wasFull = instance.progress === instance.objective
    const objective = wasFull
      ? progress
      : Math.max(1, progress, instance.objective - part.objective)
    await this.shrink.execute(sql, after, instance, { objective, progress })
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
