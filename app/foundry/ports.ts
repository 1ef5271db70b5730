import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import type { GmActionEvent, ManualTrigger, ResultStatus, RollDie } from '#foundry/protocol'
import type { RecordedCommand } from '#foundry/commands/recorded_command'

/** A public roll at the table, as stored. */
export interface RecordedRoll {
  id: string
  campaignId: string
  connectionId: string
  eventId: string
  messageId: string
  rollIndex: number
  actorId: string | null
  actorName: string | null
  userId: string
  userName: string
  /** Whose character rolled; null when it belongs to no streamer. */
  streamerId: string | null
  formula: string
  total: number
  dice: RollDie[]
  natural: number | null
  faces: number | null
  critical: 'success' | 'failure' | null
  source: 'system' | 'generic' | 'rule'
  confidence: 'high' | 'low'
  rolledAt: Date
}

/** How a command ended, told by the module, the GM or the server's own sweep. */
export interface CommandResult {
  status: ResultStatus
  code?: string
  message?: string
  before?: unknown
  after?: unknown
  docIds?: string[]
  durationMs?: number
  fencing?: number
}

/** A GM's action in Foundry that is not about a command of the log. */
export type GmAction = Pick<GmActionEvent, 'action' | 'target'> & { by: string }

/**
 * What the features above make of the table's news. Each method runs inside the
 * transaction that records the news, and must use its `sql`: both hold or
 * neither does.
 */
export abstract class RollListener {
  /**
   * Called for a fresh roll from the lease holder, once. The lease is held until the commit.
   *
   * @returns what became of the roll, in words for the GM
   */
  abstract onRoll(sql: Sql, roll: RecordedRoll, deferred: AfterCommit): Promise<string | null>
}

export abstract class CommandListener {
  /**
   * Called once for `uncertain` or `needs-gm`, and once for the end.
   */
  abstract onResult(
    sql: Sql,
    command: RecordedCommand,
    result: CommandResult,
    deferred: AfterCommit
  ): Promise<void>
}

export abstract class GmActionListener {
  /** @throws RefusedEvent when it does not fit (any more); nothing has happened then */
  abstract onAction(
    sql: Sql,
    campaignId: string,
    action: GmAction,
    deferred: AfterCommit
  ): Promise<void>
}

/** Which events of a campaign a GM sets off with a button. */
export abstract class ManualTriggers {
  abstract of(sql: Sql, campaignId: string): Promise<ManualTrigger[]>
}
