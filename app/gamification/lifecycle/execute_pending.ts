import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'
import { hasLeaseHolder } from '#foundry/lease/has_lease_holder'
import { ActionRegistry } from '#gamification/handlers/registries'
import { ActionExecutor } from '#gamification/lifecycle/action_executor'
import { type AnnouncedRow, TOLD_COLUMNS } from '#gamification/public_instance'

const BATCH = 20

type Pending = { id: string; campaign_id: string }

/**
 * Dispatches executions that counting has started: reaching the goal executes
 * at once (`immediate`), or on the roll that opened the instance (`open`). Safe
 * in several processes. While the table is away, or the GM has a break, they
 * wait, until their deadline refunds them.
 */
@inject()
export class ExecutePending {
  constructor(
    private actions: ActionRegistry,
    private executor: ActionExecutor
  ) {}

  /** @returns true when there may be more to do at once */
  async execute(): Promise<boolean> {
    const pending = await transact((sql) =>
      sql.run<Pending>(
        `SELECT i.id, i.campaign_id
         FROM executions e JOIN instances i ON i.id = e.instance_id
           JOIN campaigns c ON c.id = i.campaign_id
         WHERE e.status = 'pending' AND e.result IS NULL AND i.status = 'executing'
           AND COALESCE(c.break_since, c.panic_since, c.archived_at) IS NULL
         ORDER BY e.started_at`
      )
    )
    let dispatched = 0

    for (const one of pending) {
      dispatched += (await transact((sql, after) => this.#dispatch(sql, after, one))) ? 1 : 0
      if (dispatched === BATCH) return true
    }

    return false
  }

  async #dispatch(sql: Sql, after: AfterCommit, { id, campaign_id: campaignId }: Pending) {
    if (!(await goesOn(sql, campaignId))) {
      return false
    }
    const [instance] = await sql.run<AnnouncedRow>(
      `SELECT i.*, ${TOLD_COLUMNS}
       FROM instances i
       WHERE i.id = $1 AND i.status = 'executing'
         AND EXISTS (SELECT FROM executions e
                     WHERE e.instance_id = i.id AND e.status = 'pending' AND e.result IS NULL)
       FOR NO KEY UPDATE OF i SKIP LOCKED`,
      [id]
    )

    if (!instance || !(await this.#canReach(sql, instance))) {
      return false
    }

    return this.executor.dispatch(sql, after, instance)
  }

  /** An unknown action is dispatched too: that is how it fails with its reason. */
  async #canReach(sql: Sql, { rules, campaign_id }: AnnouncedRow): Promise<boolean> {
    const needsTable =
      this.actions.has(rules.actionId) &&
      this.actions.get(rules.actionId).requires.includes('vtt_connection')

    return !needsTable || hasLeaseHolder(sql, campaign_id)
  }
}

/** Whoever takes a break, stops everything or archives comes before this, or finds what it has done. */
async function goesOn(sql: Sql, campaignId: string): Promise<boolean> {
  const going = await sql.run(
    `SELECT 1 FROM campaigns
     WHERE id = $1 AND COALESCE(break_since, panic_since, archived_at) IS NULL FOR SHARE`,
    [campaignId]
  )
  return going.length > 0
}
