import { inject } from '@adonisjs/core'
import { isUuid } from '#core/ids'
import { transact } from '#core/transact'
import { DecideCommand } from '#foundry/commands/decide_command'
import { UndoCommand } from '#foundry/commands/undo_command'

/** A GM's word about a command, from the web page. */
@inject()
export class DecideAboutCommand {
  constructor(
    private decideCommand: DecideCommand,
    private undoCommand: UndoCommand
  ) {}

  /** @returns false when there is nothing to decide, or to take back, any more */
  async execute(
    campaignId: string,
    commandId: string,
    decision: 'apply' | 'ignore' | 'undo',
    by: string
  ): Promise<boolean> {
    if (!isUuid(commandId)) {
      return false
    }

    return transact((sql, deferred) =>
      decision === 'undo'
        ? this.undoCommand.within(sql, campaignId, commandId, by)
        : this.decideCommand.within(sql, campaignId, commandId, decision, by, deferred)
    )
  }
}
