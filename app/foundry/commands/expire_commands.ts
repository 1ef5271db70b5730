import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { transact } from '#core/transact'
import { BridgeSettings } from '#foundry/bridge_settings'
import { FinishCommand } from '#foundry/commands/finish_command'
import { COMMAND_IS_HELD } from '#foundry/commands/held_by_break'
import { OPEN_STATUSES, WAITING_STATUSES } from '#foundry/commands/recorded_command'
import type { CommandResult } from '#foundry/ports'

const BATCH = 50

const TOO_LATE: CommandResult = {
  status: 'expired',
  code: 'expired',
  message: 'No GM tab carried it out in time.',
}
const UNDECIDED: CommandResult = {
  status: 'failed',
  code: 'gm_silent',
  message: 'No GM decided about it in time.',
}

interface Due {
  id: string
  status: string
}

/**
 * Ends what nobody answered. A command that was handed out gets some time more
 * than its own: it may have been executed at the last moment, with its result
 * still on the way. Each command ends in its own transaction, and several
 * processes may sweep at once. What a GM's break holds back waits for its end.
 */
@inject()
export class ExpireCommands {
  constructor(
    private finishCommand: FinishCommand,
    private settings: BridgeSettings
  ) {}

  /** @returns true when there may be more */
  async execute(): Promise<boolean> {
    const due = await onLucid(db.connection()).run<Due>(
      `SELECT k.id, k.status FROM foundry_commands k JOIN campaigns c ON c.id = k.campaign_id
       WHERE k.status IN ('queued', 'delivered', 'uncertain', 'needs-gm')
         AND k.expires_at <= clock_timestamp()
         AND (k.status <> 'delivered'
              OR k.expires_at <= clock_timestamp() - make_interval(secs => $1))
         AND ${COMMAND_IS_HELD} IS NOT TRUE
       ORDER BY k.expires_at LIMIT $2`,
      [this.settings.answerGrace, BATCH]
    )

    let ended = 0
    for (const command of due) {
      ended += (await this.#end(command)) ? 1 : 0
    }
    return ended === BATCH
  }

  async #end({ id, status }: Due): Promise<boolean> {
    const waited = WAITING_STATUSES.some((waiting) => waiting === status)
    const from = waited ? WAITING_STATUSES : OPEN_STATUSES

    try {
      return await transact((sql, deferred) =>
        this.finishCommand.within(sql, id, waited ? UNDECIDED : TOO_LATE, deferred, from)
      )
    } catch (error) {
      logger.error({ event: 'foundry.expiry_failed', commandId: id, err: error }, 'Not expired')
      return false
    }
  }
}
