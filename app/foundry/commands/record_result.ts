import { inject } from '@adonisjs/core'
import { isUuid } from '#core/ids'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { BridgeException, staleLease } from '#foundry/bridge_exception'
import { cleanJson } from '#foundry/clean_json'
import { FinishCommand } from '#foundry/commands/finish_command'
import {
  type CommandStatus,
  OPEN_STATUSES,
  WAITING_STATUSES,
} from '#foundry/commands/recorded_command'
import { heldLease } from '#foundry/lease/lease'
import type { CommandResult } from '#foundry/ports'
import { type CommandResultResponse, RESULT_STATUSES, type ResultStatus } from '#foundry/protocol'
import type { BridgeCaller } from '#foundry/tokens/authenticate_token'
import type { ResultBody } from '#foundry/validators/command_validators'

/**
 * Takes a command's result from the lease holder, as often as it is sent: the
 * first end is kept. That an end is known is said to anybody in the world, so
 * that a former holder can clear its outbox.
 */
@inject()
export class RecordResult {
  constructor(private finishCommand: FinishCommand) {}

  /** @throws BridgeException 404 for a command of another campaign, 409 when not in charge */
  async execute(
    caller: BridgeCaller,
    id: string,
    body: ResultBody
  ): Promise<CommandResultResponse> {
    return transact(async (sql, deferred) => {
      const before = await this.#status(sql, caller, id)
      const ended = toResultStatus(before)
      if (ended !== null && !isWaiting(before)) {
        return { status: ended, recorded: false }
      }
      if (!(await heldLease(sql, { ...caller, clientId: body.clientId }, body.fencing))) {
        throw staleLease()
      }

      const from = isWaiting(body.status) ? OPEN_STATUSES : [...OPEN_STATUSES, ...WAITING_STATUSES]
      const result = toResult(body)
      const recorded = await this.finishCommand.within(sql, id, result, deferred, from)
      const kept = recorded ? body.status : toResultStatus(await this.#status(sql, caller, id))
      return { status: kept ?? body.status, recorded }
    })
  }

  async #status(sql: Sql, { campaign }: BridgeCaller, id: string): Promise<CommandStatus> {
    const [row] = isUuid(id)
      ? await sql.run<{ status: CommandStatus }>(
          'SELECT status FROM foundry_commands WHERE id = $1 AND campaign_id = $2',
          [id, campaign.id]
        )
      : []

    if (!row) {
      throw new BridgeException(404, 'unknown_command', 'There is no such command.')
    }
    return row.status
  }
}

const isWaiting = (status: CommandStatus) => WAITING_STATUSES.some((waiting) => waiting === status)

/** Null while there is no answer yet. */
function toResultStatus(status: CommandStatus): ResultStatus | null {
  return RESULT_STATUSES.find((known) => known === status) ?? null
}

function toResult({ clientId: _tab, before, after, ...result }: ResultBody): CommandResult {
  return {
    ...result,
    ...(before === undefined ? {} : { before: cleanJson(before) }),
    ...(after === undefined ? {} : { after: cleanJson(after) }),
  }
}
