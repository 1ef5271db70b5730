import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { staleLease } from '#foundry/bridge_exception'
import { BridgeSettings } from '#foundry/bridge_settings'
import { json } from '#foundry/commands/recorded_command'
import { FoundryChanged } from '#foundry/foundry_changed'
import { heldLease, type Tab } from '#foundry/lease/lease'
import { type RecordedRoll, RollListener } from '#foundry/ports'
import type { BridgeCaller } from '#foundry/tokens/authenticate_token'
import type { Roll } from '#foundry/validators/event_validators'

const LATE = 'It came too late to change anything.'

/**
 * Stores one roll and lets it take effect, in one transaction: a roll that is
 * known has had its effect, a repeat has none. The lease is held until the
 * commit, so that two tabs that report the same roll come one after the other.
 */
@inject()
export class TakeRoll {
  constructor(
    private listener: RollListener,
    private settings: BridgeSettings,
    private clock: Clock
  ) {}

  /** @throws BridgeException 409 when the tab is not in charge */
  async execute(caller: BridgeCaller, tab: Tab, fencing: number, roll: Roll): Promise<void> {
    const { rolledAt, isLate } = this.#time(roll)

    await transact(async (sql, deferred) => {
      if (!(await heldLease(sql, tab, fencing))) {
        throw staleLease()
      }

      const recorded = await this.#store(sql, caller, roll, rolledAt, isLate)
      if (!recorded) {
        return
      }

      deferred.afterCommit(() => FoundryChanged.dispatch(caller.campaign.id, 'roll'))
      const outcome = isLate ? LATE : await this.listener.onRoll(sql, recorded, deferred)
      await sql.run('UPDATE foundry_rolls SET outcome = $2 WHERE id = $1', [recorded.id, outcome])
    })
  }

  /** A clock that runs ahead must not keep an old roll fresh. */
  #time({ at, late }: Roll): { rolledAt: Date; isLate: boolean } {
    const now = this.clock.millis()
    const parsed = Date.parse(at)
    const rolledAt = Math.min(Number.isNaN(parsed) ? 0 : parsed, now)
    const isTooOld = now - rolledAt > this.settings.rollMaxAge * 1000
    return { rolledAt: new Date(rolledAt), isLate: late === true || isTooOld }
  }

  /** Null when it is known already. It belongs to its character's streamer, else to its player's. */
  async #store(
    sql: Sql,
    { campaign, connectionId }: BridgeCaller,
    roll: Roll,
    rolledAt: Date,
    isLate: boolean
  ): Promise<RecordedRoll | null> {
    const id = uuidv7()
    const [stored] = await sql.run<{ streamer_id: string | null }>(
      `INSERT INTO foundry_rolls
         (id, campaign_id, connection_id, event_id, message_id, roll_index, actor_id, actor_name,
          foundry_user_id, foundry_user_name, formula, total, dice, "natural", faces, critical,
          source, confidence, is_late, rolled_at, streamer_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $14, $15, $16,
          $17, $18, $19, $20,
          (SELECT a.streamer_id FROM character_assignments a
           JOIN campaign_members m ON m.campaign_id = a.campaign_id AND m.user_id = a.streamer_id
             AND m.role = 'streamer'
           WHERE a.campaign_id = $2 AND (a.actor_id = $7 OR a.foundry_user_id = $9)
           ORDER BY a.actor_id IS NULL LIMIT 1))
       ON CONFLICT (campaign_id, event_id) DO NOTHING
       RETURNING streamer_id`,
      [
        id,
        campaign.id,
        connectionId,
        roll.eventId,
        roll.messageId,
        roll.rollIndex,
        roll.actor?.id ?? null,
        roll.actor?.name ?? null,
        roll.user.id,
        roll.user.name,
        roll.formula,
        roll.total,
        json(roll.dice),
        roll.natural,
        roll.faces,
        roll.critical,
        roll.source,
        roll.confidence,
        isLate,
        rolledAt,
      ]
    )

    if (!stored) {
      return null
    }

    return {
      id,
      campaignId: campaign.id,
      connectionId,
      eventId: roll.eventId,
      messageId: roll.messageId,
      rollIndex: roll.rollIndex,
      actorId: roll.actor?.id ?? null,
      actorName: roll.actor?.name ?? null,
      userId: roll.user.id,
      userName: roll.user.name,
      streamerId: stored.streamer_id,
      formula: roll.formula,
      total: roll.total,
      dice: roll.dice,
      natural: roll.natural,
      faces: roll.faces,
      critical: roll.critical,
      source: roll.source,
      confidence: roll.confidence,
      rolledAt,
    }
  }
}
