import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { type RecordedRoll, RollListener } from '#foundry/ports'
import type { Signal } from '#gamification/handlers/signals'
import { ApplySignal } from '#gamification/table/apply_signal'

/**
 * What a roll at the table does to the game. At most one instance a roll, and one roll
 * an instance.
 */
@inject()
export class ApplyRoll extends RollListener {
  constructor(private signals: ApplySignal) {
    super()
  }

  async onRoll(sql: Sql, roll: RecordedRoll, after: AfterCommit): Promise<string | null> {
    const { campaignId, streamerId } = roll
    return this.signals.execute(sql, after, toSignal(roll), { campaignId, streamerId })
  }
}

function toSignal(roll: RecordedRoll): Signal<'dice.rolled'> {
  const { messageId, rollIndex, natural, faces, total, critical } = roll
  return {
    name: 'dice.rolled',
    at: roll.rolledAt,
    data: {
      rollId: roll.id,
      messageId,
      rollIndex,
      actorId: roll.actorId,
      character: roll.actorName,
      natural,
      faces,
      total,
      critical,
    },
  }
}
