import { CommandListener, GmActionListener, RollListener } from '#foundry/ports'
import type { CommandResult, GmAction, RecordedRoll } from '#foundry/ports'
import type { RecordedCommand } from '#foundry/commands/recorded_command'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import type { Tab } from '#tests/functional/foundry/support'

/** Remembers rolls, with how many had been committed by then. */
export class RollRecorder extends RollListener {
  rolls: RecordedRoll[] = []
  committed = 0
  fails = false

  async onRoll(_sql: Sql, roll: RecordedRoll, after: AfterCommit) {
    if (this.fails) throw new Error('The listener fails')
    this.rolls.push(roll)
    after.afterCommit(() => void this.committed++)
    return 'Nobody was waiting for it.'
  }
}

export class CommandRecorder extends CommandListener {
  results: { command: RecordedCommand; result: CommandResult }[] = []

  /** An expiry sweep ends what other specs have left behind, too. */
  of({ paired }: Tab) {
    return this.results.filter(({ command }) => command.campaignId === paired.campaign.id)
  }

  async onResult(_sql: Sql, command: RecordedCommand, result: CommandResult) {
    this.results.push({ command, result })
  }
}

export class ActionRecorder extends GmActionListener {
  actions: (GmAction & { campaignId: string })[] = []
  refusal: Error | null = null

  async onAction(_sql: Sql, campaignId: string, action: GmAction) {
    if (this.refusal) throw this.refusal
    this.actions.push({ ...action, campaignId })
  }
}
