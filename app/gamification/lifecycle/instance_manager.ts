import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import type { ActionReport } from '#gamification/handlers/action'
import { orderArmedLines, orderChatLines } from '#gamification/chat/order_chat_lines'
import type { TriggerFacts } from '#gamification/handlers/trigger_facts'
import { announce } from '#gamification/lifecycle/announce'
import { moveInstance } from '#gamification/lifecycle/move_instance'
import { OFF_THE_AIR } from '#gamification/lifecycle/off_the_air'
import { DECISION_MINUTES, REACHED } from '#gamification/lifecycle/reached'
import type { AnnouncedRow } from '#gamification/public_instance'
import { orderSettlement } from '#redemptions/order_settlement'
import type { Reason } from '#redemptions/reasons'

const NOT_OVERDUE = '(i.expires_at IS NULL OR i.expires_at > now())'
const OVERDUE = 'i.expires_at <= now()'

/**
 * Moves instances through their life, except for counting. Every method works
 * in the caller's transaction, orders the settlement that follows from the move
 * in it, and answers null when the instance was not in the state it needs:
 * whoever comes second changes nothing.
 */
export class InstanceManager {
  /** The goal counts as reached: the GM said so, whatever the progress. */
  async force(sql: Sql, after: AfterCommit, id: string): Promise<AnnouncedRow | null> {
    const row = await moveInstance(sql, {
      id,
      from: ['active'],
      only: NOT_OVERDUE,
      set: `reason = 'forced', ${REACHED}`,
    })
    if (!row) return null

    await orderArmedLines(sql, row)
    announce(after, row, { event: 'gamification:instance_armed' })
    return row
  }

  /** Its trigger has fired: to the GM for approval, or straight to execution. */
  async consume(
    sql: Sql,
    after: AfterCommit,
    id: string,
    facts: TriggerFacts
  ): Promise<AnnouncedRow | null> {
    const row = await moveInstance(sql, {
      id,
      from: ['armed'],
      only: NOT_OVERDUE,
      set: `roll_id = COALESCE($2::uuid, i.roll_id), trigger_facts = $3::jsonb, consumed_at = now(),
            status = CASE WHEN i.approval_required THEN 'awaiting_approval' ELSE 'executing' END,
            expires_at = CASE WHEN i.approval_required THEN now() + make_interval(mins => $4) END`,
      values: [facts.roll?.rollId ?? null, JSON.stringify(facts), DECISION_MINUTES],
    })
    if (row) {
      announce(after, row, {
        event: 'gamification:instance_consumed',
        character: facts.roll?.character ?? null,
        natural: facts.roll?.natural ?? null,
      })
    }
    return row
  }

  /** A GM allows the execution. */
  async approve(sql: Sql, after: AfterCommit, id: string, by: string) {
    const row = await moveInstance(sql, {
      id,
      from: ['awaiting_approval'],
      only: NOT_OVERDUE,
      set: `status = 'executing', expires_at = NULL, decided_by = $2, decided_at = now(),
            consumed_at = COALESCE(i.consumed_at, now())`,
      values: [by],
    })
    if (row) announce(after, row, { event: 'gamification:instance_progress' })
    return row
  }

  /** A GM, or the time for a decision running out, says no. */
  async reject(sql: Sql, after: AfterCommit, id: string, by: string | null) {
    const row = await moveInstance(sql, {
      id,
      from: ['awaiting_approval'],
      only: by === null ? OVERDUE : undefined,
      set: `status = 'cancelled', reason = 'rejected', ended_at = now(), expires_at = NULL,
            decided_by = $2, decided_at = now()`,
      values: [by],
    })
    return this.#refund(sql, after, row, 'rejected', { event: 'gamification:instance_cancelled' })
  }

  /** Called off before it was executed. */
  async cancel(sql: Sql, after: AfterCommit, id: string, reason: Reason, by: string | null = null) {
    const row = await moveInstance(sql, {
      id,
      from: ['active', 'armed', 'awaiting_approval'],
      set: `status = 'cancelled', reason = $2, ended_at = now(), expires_at = NULL,
            decided_by = COALESCE($3::uuid, i.decided_by),
            decided_at = CASE WHEN $3::uuid IS NULL THEN i.decided_at ELSE now() END`,
      values: [reason, by],
    })
    return this.#refund(sql, after, row, reason, { event: 'gamification:instance_cancelled' })
  }

  /** Not filled, or not consumed, in time. */
  async expire(sql: Sql, after: AfterCommit, id: string) {
    const row = await moveInstance(sql, {
      id,
      from: ['active', 'armed'],
      only: OVERDUE,
      set: `status = 'expired', reason = 'expired', ended_at = now()`,
    })
    return this.#refund(sql, after, row, 'expired', { event: 'gamification:instance_expired' })
  }

  /** Its streamers have been off the air too long for it to be filled: what is armed waits on. */
  async expireOffline(sql: Sql, after: AfterCommit, id: string) {
    const row = await moveInstance(sql, {
      id,
      from: ['active'],
      only: OFF_THE_AIR,
      set: `status = 'expired', reason = 'streamer_offline', ended_at = now()`,
    })
    return this.#refund(sql, after, row, 'streamer_offline', {
      event: 'gamification:instance_expired',
    })
  }

  /** The table acknowledged it: the points were spent well, and the cooldown starts. */
  async complete(
    sql: Sql,
    after: AfterCommit,
    id: string,
    report: ActionReport
  ): Promise<AnnouncedRow | null> {
    const row = await moveInstance(sql, {
      id,
      from: ['executing'],
      set: `status = 'completed', reason = 'completed', ended_at = now(), expires_at = NULL`,
    })
    if (!row) return null

    await this.#coolDown(sql, row)
    await orderSettlement(sql, { instanceId: id, outcome: 'fulfil', reason: 'completed' })
    await orderChatLines(sql, 'succeeded', row)
    announce(after, row, {
      event: 'gamification:action_executed',
      success: true,
      character: row.trigger_facts?.roll?.character ?? null,
      ...report,
    })
    return row
  }

  /** It was not done: whoever paid gets the points back. */
  async fail(sql: Sql, after: AfterCommit, id: string, reason: Reason, message: string) {
    const row = await moveInstance(sql, {
      id,
      from: ['executing'],
      set: `status = 'failed', reason = $2, ended_at = now(), expires_at = NULL`,
      values: [reason],
    })
    return this.#refund(sql, after, row, reason, { event: 'gamification:instance_failed', message })
  }

  async #refund(
    sql: Sql,
    after: AfterCommit,
    row: AnnouncedRow | null,
    reason: Reason,
    change: Parameters<typeof announce>[2]
  ): Promise<AnnouncedRow | null> {
    if (!row) return null

    const refunded = await orderSettlement(sql, { instanceId: row.id, outcome: 'refund', reason })
    if (refunded > 0) await orderChatLines(sql, 'refunded', row)
    announce(after, row, change)
    return row
  }

  async #coolDown(sql: Sql, { event_id, streamer_id, rules }: AnnouncedRow): Promise<void> {
    if (rules.cooldownSeconds === 0) return

    await sql.run(
      `INSERT INTO cooldowns (event_id, streamer_id, ready_at)
       VALUES ($1, $2, now() + make_interval(secs => $3))
       ON CONFLICT (event_id, streamer_id) DO UPDATE SET ready_at = excluded.ready_at`,
      [event_id, streamer_id, rules.cooldownSeconds]
    )
  }
}
