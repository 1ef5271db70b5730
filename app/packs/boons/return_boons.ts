import { inject } from '@adonisjs/core'
import { Logger } from '@adonisjs/core/logger'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { transact } from '#core/transact'
import { type ReturnReason, returnBoon } from '#packs/boons/return_boon'
import { lockQueue } from '#packs/queue/lock_queue'

/** Nobody waits longer for a game master's word. */
const DECISION_MINUTES = 10
const AT_ONCE = 100
/** What fails is left alone for so long. */
const AGAIN_MINUTES = 1

const DUE = `
  SELECT id, streamer_id AS "streamerId", 'asked' AS "from", 'nobody_decided' AS reason FROM boons
  WHERE state = 'asked' AND next_attempt_at <= now()
    AND (campaign_id IS NULL OR spent_at < now() - make_interval(mins => $1))
  UNION ALL
  SELECT b.id, b.streamer_id, 'used', 'refunded' FROM boons b
  JOIN redemptions d ON d.id = b.redemption_id
  WHERE b.state = 'used' AND b.worked_at IS NULL AND b.next_attempt_at <= now()
    AND d.state IN ('refund_pending', 'refunded')
  UNION ALL
  SELECT b.id, b.streamer_id, 'used', 'did_not_work' FROM boons b
  JOIN instances i ON i.id = b.instance_id
  WHERE b.state = 'used' AND b.worked_at IS NULL AND b.next_attempt_at <= now()
    AND i.status IN ('failed', 'expired', 'cancelled')
  LIMIT $2`

/** Of these nothing can come back any more, so nobody has to look again. What Twitch may yet correct is not among them. */
const WORKED = `
  UPDATE boons SET worked_at = now() WHERE id IN (
    SELECT b.id FROM boons b
    LEFT JOIN redemptions d ON d.id = b.redemption_id
    LEFT JOIN instances i ON i.id = b.instance_id
    WHERE b.state = 'used' AND b.worked_at IS NULL
      AND (b.redemption_id IS NULL OR (d.state = 'fulfilled' AND d.settled_by <> 'twitch'))
      AND (i.id IS NULL OR i.status = 'completed')
    ORDER BY b.id LIMIT 1000 FOR NO KEY UPDATE OF b SKIP LOCKED)`

interface DueBoon {
  id: string
  streamerId: string
  from: 'asked' | 'used'
  reason: ReturnReason
}

/** Gives cards back of which nothing came: nobody decided, the points went back, or it failed at the table. */
@inject()
export class ReturnBoons {
  constructor(private logger: Logger) {}

  /** @returns true when there may be more at once */
  async execute(): Promise<boolean> {
    const sql = onLucid(db.connection())
    await sql.run(WORKED)
    const due = await sql.run<DueBoon>(DUE, [DECISION_MINUTES, AT_ONCE])
    for (const boon of due) {
      await this.#return(boon)
    }
    return due.length === AT_ONCE
  }

  /** One that cannot come back does not hold up the others: it is tried again later. */
  async #return({ id, streamerId, from, reason }: DueBoon): Promise<void> {
    try {
      await transact(async (sql, after) => {
        await lockQueue(sql, streamerId)
        await returnBoon(sql, after, id, { from, reason })
      })
    } catch (error) {
      this.logger.error({ event: 'boons.return_failed', boonId: id, err: error }, 'A spent card')
      await onLucid(db.connection()).run(
        'UPDATE boons SET next_attempt_at = now() + make_interval(mins => $2) WHERE id = $1',
        [id, AGAIN_MINUTES]
      )
    }
  }
}
