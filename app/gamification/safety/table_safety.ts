import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { Intensity } from '#gamification/handlers/action'
import { ActionRegistry } from '#gamification/handlers/registries'
import type { TriggerFacts } from '#gamification/handlers/trigger_facts'
import { whyQuiet } from '#gamification/safety/quiet_time'
import type { Reason } from '#redemptions/reasons'

/** How much each limit lets through. */
const RANKS = { nothing: 0, mild: 1, strong: 2, drastic: 3 } as const

/** Why an action may not run now: for viewers as a code, for the GM in words. */
export class SafetyRefusal extends Error {
  constructor(
    readonly reason: Reason,
    message: string
  ) {
    super(message)
  }
}

interface Asked {
  campaignId: string
  actionId: string
  settings: Record<string, unknown>
  facts: TriggerFacts
}

/**
 * Asked before anything runs at the table: whether it is a quiet time, and whether the
 * characters it affects take part in something that strong.
 */
@inject()
export class TableSafety {
  constructor(private actions: ActionRegistry) {}

  /** @throws SafetyRefusal */
  async insist(sql: Sql, asked: Asked): Promise<void> {
    const { requires } = this.actions.get(asked.actionId)
    const quiet = requires.includes('vtt_connection') ? await whyQuiet(sql, asked.campaignId) : null
    if (quiet) {
      throw new SafetyRefusal('quiet_time', quiet)
    }
    await this.#insistOnCharacters(sql, asked)
  }

  async #insistOnCharacters(sql: Sql, { campaignId, actionId, settings, facts }: Asked) {
    const action = await this.actions.resolve(actionId)
    const affected = (await action.affects?.(settings, facts)) ?? []
    if (affected.length === 0) {
      return
    }

    const ids = affected.map(({ id }) => id)
    const limits = await sql.run<{ name: string; most: 'nothing' | 'mild' | 'strong' }>(
      `SELECT name, most FROM character_limits
       WHERE campaign_id = $1 AND actor_id = ANY ($2::text[]) ORDER BY actor_id`,
      [campaignId, ids]
    )
    const intensity: Intensity =
      action.intensityWith?.(settings) ?? this.actions.get(actionId).intensity ?? 'strong'

    for (const { name, most } of limits) {
      if (most === 'nothing') {
        throw new SafetyRefusal('character_out', `${name} does not take part.`)
      }
      if (RANKS[intensity] > RANKS[most]) {
        throw new SafetyRefusal('too_intense', `${name} takes part in what is ${most} at most.`)
      }
    }
  }
}
