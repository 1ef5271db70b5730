import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { ActionRegistry, TriggerRegistry } from '#gamification/handlers/registries'
import { commandsByEvent } from '#gamification/sale/commands_by_event'
import { pauseReasons } from '#gamification/sale/pause_reasons'
import { PausePolicy, type SellableReward } from '#rewards/pause_policies'

/** Never sell what cannot land: pauses the rewards of events that cannot count now. */
@inject()
export class EventPausePolicy extends PausePolicy {
  constructor(
    private triggers: TriggerRegistry,
    private actions: ActionRegistry
  ) {
    super()
  }

  async reasons(sql: Sql, rewards: SellableReward[]): Promise<Map<string, string>> {
    const reasons = await pauseReasons(
      sql,
      rewards.map(({ subjectId, streamerId }) => ({ eventId: subjectId, streamerId })),
      {
        triggers: this.triggers.all().map(({ id }) => id),
        actions: this.actions.all().map(({ id }) => id),
        needTable: this.actions
          .all()
          .filter(({ requires }) => requires.includes('vtt_connection'))
          .map(({ id }) => id),
        commands: await commandsByEvent(
          sql,
          this.actions,
          rewards.map(({ subjectId }) => subjectId)
        ),
      }
    )
    const bySubject = new Map(
      reasons.map(({ eventId, streamerId, reason }) => [`${eventId}/${streamerId}`, reason])
    )

    return new Map(
      rewards.flatMap(({ id, subjectId, streamerId }) => {
        const reason = bySubject.get(`${subjectId}/${streamerId}`)
        return reason ? [[id, reason]] : []
      })
    )
  }
}
