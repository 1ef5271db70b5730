import type { Sql } from '#core/sql'
import type { Step } from '#gamification/handlers/action'
import type { Reason } from '#redemptions/reasons'
import { EXECUTION_SECONDS } from '#gamification/lifecycle/execution_tracker'

/** A row of `execution_steps`. */
export interface StepRow {
  instance_id: string
  position: number
  action_id: string
  settings: Record<string, unknown>
  delay_seconds: number
  status: 'waiting' | 'ordered' | 'done' | 'failed' | 'left_out'
  message: string | null
  /** Why it was refused before anything was ordered. */
  reason: Reason | null
}

type Place = Pick<StepRow, 'instance_id' | 'position'>

/** Writes the parts of an execution down, before the first begins. */
export async function insertSteps(sql: Sql, instanceId: string, steps: Step[]): Promise<void> {
  await sql.run(
    `INSERT INTO execution_steps (instance_id, position, action_id, settings, delay_seconds)
     SELECT $1, s.place, s."actionId", s.settings, s."delaySeconds"
     FROM ROWS FROM (jsonb_to_recordset($2::jsonb)
       AS ("actionId" text, settings jsonb, "delaySeconds" int))
       WITH ORDINALITY AS s("actionId", settings, "delaySeconds", place)`,
    [instanceId, JSON.stringify(steps)]
  )
}

/** All parts of an execution, in order; none for an action that is no sequence. */
export function stepsOf(sql: Sql, instanceId: string): Promise<StepRow[]> {
  return sql.run<StepRow>(
    'SELECT * FROM execution_steps WHERE instance_id = $1 ORDER BY position',
    [instanceId]
  )
}

/**
 * Starts the pause before a part, once, and gives the table its time after it.
 *
 * @returns whether it is over
 */
export async function isDue(sql: Sql, { instance_id: id, position }: Place): Promise<boolean> {
  const [step] = await sql.run<{ due: boolean }>(
    `UPDATE execution_steps
     SET due_at = COALESCE(due_at, now() + make_interval(secs => delay_seconds))
     WHERE instance_id = $1 AND position = $2
     RETURNING due_at <= now() AS due`,
    [id, position]
  )
  await sql.run(
    `UPDATE executions e SET status = 'pending', result = '{"state": "dispatched"}',
       deadline_at = GREATEST(s.due_at, now()) + make_interval(secs => $3)
     FROM execution_steps s
     WHERE e.instance_id = $1 AND s.instance_id = $1 AND s.position = $2
       AND e.status IN ('pending', 'uncertain')`,
    [id, position, EXECUTION_SECONDS]
  )
  return step?.due === true
}

/** Notes what was ordered for a part. */
export async function stepOrdered(
  sql: Sql,
  { instance_id: id, position }: Place,
  orders: string[]
) {
  await sql.run(
    `UPDATE execution_steps SET status = 'ordered', command_ids = $3::uuid[]
     WHERE instance_id = $1 AND position = $2`,
    [id, position, orders]
  )
}

/** Notes how a part ended. */
export async function stepEnded(
  sql: Sql,
  { instance_id: id, position }: Place,
  status: 'done' | 'failed',
  message: string,
  reason: Reason | null = null
) {
  await sql.run(
    `UPDATE execution_steps SET status = $3, message = $4, reason = $5
     WHERE instance_id = $1 AND position = $2`,
    [id, position, status, message, reason]
  )
}

/** What has not begun never will; with `isLate` nor is what was ordered waited for. */
export async function leaveOut(sql: Sql, instanceId: string, message: string, isLate = false) {
  await sql.run(
    `UPDATE execution_steps SET status = 'left_out', message = $2
     WHERE instance_id = $1 AND status IN ('waiting', $3)`,
    [instanceId, message, isLate ? 'ordered' : 'waiting']
  )
}
