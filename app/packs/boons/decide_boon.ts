import { inject } from '@adonisjs/core'
import { isUuid } from '#core/ids'
import { type AfterCommit, transact } from '#core/transact'
import type { Sql } from '#core/sql'
import { ReachGoal } from '#gamification/control/reach_goal'
import type { Boon } from '#packs/boons/boon'
import { boonsChanged } from '#packs/boons/boons_changed'
import { returnBoon } from '#packs/boons/return_boon'
import { NoSuchPack, PackRefused } from '#packs/pack_refused'
import { lockQueue } from '#packs/queue/lock_queue'

interface Asked {
  id: string
  streamerId: string
  terms: Boon
}

interface Decision {
  campaignId: string
  boonId: string
  /** The game master. */
  by: string
}

const DECIDED = 'Somebody has decided that already.'

/**
 * A game master's word on what a viewer asks for with a card. Of two who decide at once
 * the second is told.
 */
@inject()
export class DecideBoon {
  constructor(private goals: ReachGoal) {}

  /** With an event behind it, its goal counts as reached; else the game master does it. */
  approve(decision: Decision): Promise<void> {
    return this.#on(decision, async (sql, after, { id, streamerId, terms }) => {
      const eventId = terms.kind === 'action' ? (terms.eventId ?? null) : null
      const instanceId =
        eventId &&
        (await this.goals.execute(sql, after, {
          campaignId: decision.campaignId,
          eventId,
          streamerId,
        }))
      const used = await sql.run(
        `UPDATE boons SET state = 'used', decided_by = $2, instance_id = $3, ended_at = now()
         WHERE id = $1 AND state = 'asked' RETURNING id`,
        [id, decision.by, instanceId]
      )
      if (used.length === 0) {
        throw new PackRefused(DECIDED)
      }
      boonsChanged(after, decision.campaignId)
    })
  }

  /** The card goes back to its owner. */
  reject(decision: Decision): Promise<void> {
    return this.#on(decision, async (sql, after, { id, streamerId }) => {
      await lockQueue(sql, streamerId)
      const how = { from: 'asked', reason: 'rejected', by: decision.by } as const
      if (!(await returnBoon(sql, after, id, how))) {
        throw new PackRefused(DECIDED)
      }
    })
  }

  #on(
    { campaignId, boonId }: Decision,
    work: (sql: Sql, after: AfterCommit, boon: Asked) => Promise<void>
  ): Promise<void> {
    return transact(async (sql, after) => {
      const [boon] = isUuid(boonId)
        ? await sql.run<Asked>(
            `SELECT id, streamer_id AS "streamerId", terms FROM boons
             WHERE id = $1 AND campaign_id = $2`,
            [boonId, campaignId]
          )
        : []
      if (!boon) {
        throw new NoSuchPack()
      }
      await work(sql, after, boon)
    })
  }
}
