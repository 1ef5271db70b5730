import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { lockInstance } from '#gamification/lifecycle/lock_instance'
import { IS_OFF } from '#gamification/lifecycle/off_the_air'
import { ShrinkGoal } from '#gamification/lifecycle/shrink_goal'

/** Shares `p` of an instance whose streamers are still in it, with the channel `h` of each. */
const SHARES = `
  FROM instance_shares p LEFT JOIN channel_states h ON h.streamer_id = p.streamer_id
  WHERE p.instance_id = i.id AND p.left_at IS NULL`

/**
 * SQL condition on `instances i`: of a group's goal, a channel that has been off the air
 * for ten minutes has not filled its part, and another one has a part that can be filled.
 */
export const HAS_OFFLINE_PARTS = `(i.kind = 'group'
  AND EXISTS (SELECT ${SHARES} AND ${IS_OFF} AND p.progress < p.objective)
  AND EXISTS (SELECT ${SHARES} AND ${IS_OFF} IS NOT TRUE AND p.objective > 0))`

const DROP = `
  WITH off AS MATERIALIZED (
    SELECT p.streamer_id, p.objective - p.progress AS missing
    FROM instances i, LATERAL (SELECT p.* ${SHARES} AND ${IS_OFF} AND p.progress < p.objective) AS p
    WHERE i.id = $1
  ), dropped AS (
    UPDATE instance_shares p SET objective = p.progress FROM off
    WHERE p.instance_id = $1 AND p.streamer_id = off.streamer_id
  )
  SELECT COALESCE(sum(missing), 0)::int AS missing FROM off`

/**
 * Whoever is off the air has no part in a group's objective: what that channel has not filled
 * is not asked for any more, so that the others can still reach the goal. What its viewers have
 * put in stays.
 */
@inject()
export class DropOfflineParts {
  constructor(private shrink: ShrinkGoal) {}

  async execute(sql: Sql, after: AfterCommit, id: string): Promise<void> {
    const instance = await lockInstance(sql, id)
    const still = await sql.run(
      `SELECT 1 FROM instances i WHERE i.id = $1 AND i.status = 'active' AND ${HAS_OFFLINE_PARTS}`,
      [id]
    )
    if (!instance || still.length === 0) {
      return
    }

    const [{ missing }] = await sql.run<{ missing: number }>(DROP, [id])
    const { progress } = instance
    const objective = Math.max(1, progress, instance.objective - missing)
    await this.shrink.execute(sql, after, instance, { objective, progress })
  }
}
