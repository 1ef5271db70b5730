import { inject } from '@adonisjs/core'
import { Logger } from '@adonisjs/core/logger'
import type { Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'
import { hasLeaseHolder, holderExists } from '#foundry/lease/has_lease_holder'
import { lockInstance } from '#gamification/lifecycle/lock_instance'
import { RunSteps } from '#gamification/lifecycle/run_steps'

const BATCH = 50

/** An instance with a part whose pause is over; a break holds it back. */
const DUE = `
  SELECT i.id, i.campaign_id FROM execution_steps s
  JOIN instances i ON i.id = s.instance_id AND i.status = 'executing'
  JOIN campaigns c ON c.id = i.campaign_id
  WHERE s.status = 'waiting' AND s.due_at <= now()
    AND COALESCE(c.break_since, c.panic_since, c.archived_at) IS NULL
    AND ${holderExists('c.id')}
  ORDER BY s.due_at LIMIT $1`

/**
 * Goes on with sequences whose pause is over. Safe in several processes: the instance's
 * lock decides. While the table is away they wait, until their deadline ends them.
 */
@inject()
export class ExecuteSteps {
  constructor(
    private steps: RunSteps,
    private logger: Logger
  ) {}

  /** @returns true when there may be more to do at once */
  async execute(): Promise<boolean> {
    const due = await transact((sql) => sql.run<{ id: string; campaign_id: string }>(DUE, [BATCH]))
    let ordered = 0

    for (const { id, campaign_id: campaignId } of due) {
      ordered += (await this.#goOnAlone(id, campaignId)) ? 1 : 0
    }
    return ordered === BATCH
  }

  /** One that throws holds up no other; the next look tries it again. */
  async #goOnAlone(id: string, campaignId: string): Promise<boolean> {
    try {
      return await transact((sql, after) => this.#goOn(sql, after, id, campaignId))
    } catch (error) {
      this.logger.error({ event: 'sequence.failed', instanceId: id, err: error }, 'Not gone on')
      return false
    }
  }

  async #goOn(sql: Sql, after: AfterCommit, id: string, campaignId: string): Promise<boolean> {
    if (!(await hasLeaseHolder(sql, campaignId))) {
      return false
    }
    const instance = await lockInstance(sql, id)
    if (instance?.status !== 'executing') {
      return false
    }
    await this.steps.goOn(sql, after, instance)
    return true
  }
}
