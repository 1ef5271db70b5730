import { inject } from '@adonisjs/core'
import { transact } from '#core/transact'
import { DecideCommand } from '#foundry/commands/decide_command'
import { UndoCommand } from '#foundry/commands/undo_command'
import { RefusedEvent } from '#foundry/events/refused_event'
import { noteEvent } from '#foundry/events/note_event'
import { GmActionListener } from '#foundry/ports'
import type { BridgeCaller } from '#foundry/tokens/authenticate_token'
import type { GmActionBody } from '#foundry/validators/event_validators'

/**
 * What a GM does in Foundry, once. Any paired browser may: a GM who is not in
 * charge of the commands can still stop everything. What comes to nothing is refused,
 * so that whoever pressed is told.
 */
@inject()
export class TakeGmAction {
  constructor(
    private listener: GmActionListener,
    private decideCommand: DecideCommand,
    private undoCommand: UndoCommand
  ) {}

  /** @throws RefusedEvent when there is nothing (any more) that it could do */
  async execute({ campaign, userName }: BridgeCaller, event: GmActionBody): Promise<void> {
    const { action, target } = event

    await transact(async (sql, deferred) => {
      if (!(await noteEvent(sql, campaign.id, event, { action, target, by: userName }))) {
        return
      }

      if (action === 'undo') {
        const undone = await this.undoCommand.within(sql, campaign.id, target ?? null, userName)
        return insist(undone, 'nothing_to_undo', 'There is nothing to take back any more.')
      }

      if (action !== 'apply' && action !== 'ignore') {
        const told = { action, target, by: userName }
        return this.listener.onAction(sql, campaign.id, told, deferred)
      }

      const { decideCommand } = this
      const decided =
        target !== undefined &&
        (await decideCommand.within(sql, campaign.id, target, action, userName, deferred))
      insist(decided, 'nothing_to_decide', 'There is nothing to decide about it any more.')
    })
  }
}

function insist(happened: boolean, code: string, sentence: string): void {
  if (!happened) {
    throw new RefusedEvent(code, sentence)
  }
}
