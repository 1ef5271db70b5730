import type { Sql } from '#core/sql'

/** What a GM can do to an open goal besides what its status tells. */
export type GoalControl = {
  instanceId: string
  /** Its trigger listens to the GM's button. */
  isFiredByHand: boolean
  /** The table did not say whether it happened: a GM has to. */
  isUncertain: boolean
}

/**
 * @param byHand ids of the triggers that a GM fires
 */
export function goalControls(
  sql: Sql,
  campaignId: string,
  byHand: string[]
): Promise<GoalControl[]> {
  return sql.run<GoalControl>(
    `SELECT i.id AS "instanceId", i.rules ->> 'triggerId' = ANY ($2::text[]) AS "isFiredByHand",
            COALESCE(x.status = 'uncertain', false) AS "isUncertain"
     FROM instances i LEFT JOIN executions x ON x.instance_id = i.id
     WHERE i.campaign_id = $1 AND i.status IN ('armed', 'executing')`,
    [campaignId, byHand]
  )
}
