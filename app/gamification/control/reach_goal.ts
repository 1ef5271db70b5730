import { inject } from '@adonisjs/core'
import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { refuseWhenHalted } from '#gamification/control/halted'
import { ControlRefused } from '#gamification/control/refusal'
import { effectiveConfigs } from '#gamification/effective_config'
import { OPEN_STATUSES_SQL } from '#gamification/instance_row'
import { ExecutionTracker } from '#gamification/lifecycle/execution_tracker'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { openInstance } from '#gamification/lifecycle/open_instance'

interface Whose {
  campaignId: string
  eventId: string
  /** Of a group event it does not matter. */
  streamerId: string
}

/**
 * Has the goal of an event count as reached, the running one's or that of a new one: somebody
 * has earned it in another way than by redeeming.
 *
 * @throws ControlRefused when it is switched off, waits for its trigger already, or nobody is live
 */
@inject()
export class ReachGoal {
  constructor(
    private instances: InstanceManager,
    private tracker: ExecutionTracker
  ) {}

  /** @returns the instance's id */
  async execute(sql: Sql, after: AfterCommit, whose: Whose): Promise<string> {
    await refuseWhenHalted(sql, whose.campaignId)
    const id = (await this.#running(sql, whose)) ?? (await this.#begin(sql, after, whose))
    const reached = await this.instances.force(sql, after, id)
    if (!reached) {
      throw new ControlRefused('Its goal is reached already: let that one happen first.')
    }
    if (reached.status === 'executing') {
      await this.tracker.begin(sql, reached)
      await notify(sql, 'executions')
    }
    return id
  }

  async #running(sql: Sql, { campaignId, eventId, streamerId }: Whose): Promise<string | null> {
    const [running] = await sql.run<{ id: string }>(
      `SELECT id FROM instances
       WHERE campaign_id = $1 AND event_id = $2 AND (streamer_id = $3 OR streamer_id IS NULL)
         AND status IN (${OPEN_STATUSES_SQL})
       FOR NO KEY UPDATE`,
      [campaignId, eventId, streamerId]
    )
    return running?.id ?? null
  }

  async #begin(sql: Sql, after: AfterCommit, whose: Whose): Promise<string> {
    const [event] = await sql.run<{ kind: 'individual' | 'group' }>(
      'SELECT kind FROM gamification_events WHERE id = $1 AND campaign_id = $2',
      [whose.eventId, whose.campaignId]
    )
    const streamerId = event?.kind === 'group' ? null : whose.streamerId
    const [config] = event
      ? await effectiveConfigs(sql, [{ eventId: whose.eventId, streamerId }])
      : []
    if (!config?.isEnabled) {
      throw new ControlRefused('That event is switched off. Switch it on, then try again.')
    }
    const opened = await openInstance(sql, after, config, {})
    if (!opened) {
      throw new ControlRefused('Nobody it could happen to is live at the moment.')
    }
    return opened.id
  }
}
