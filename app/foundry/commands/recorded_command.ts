import type { SqlValue } from '#core/sql'
import type { Command, CommandOrigin, CommandType } from '#foundry/protocol'

export type CommandStatus =
  | 'queued'
  | 'delivered'
  | 'done'
  | 'failed'
  | 'skipped'
  | 'expired'
  | 'uncertain'
  | 'needs-gm'
  | 'unsupported'

/** Still to be answered by the module. */
export const OPEN_STATUSES = ['queued', 'delivered'] as const
/** Answered, but for the GM to decide. */
export const WAITING_STATUSES = ['uncertain', 'needs-gm'] as const

/** A command of the log, for those who gave the order. */
export interface RecordedCommand {
  id: string
  seq: number
  campaignId: string
  instanceId: string | null
  type: CommandType
  payload: unknown
  origin: CommandOrigin
  status: CommandStatus
  isDryRun: boolean
  undoOf: string | null
  issuedAt: Date
  expiresAt: Date
}

/** A row of foundry_commands. */
export interface CommandRow {
  id: string
  seq: number
  campaign_id: string
  instance_id: string | null
  type: CommandType
  payload: unknown
  origin: CommandOrigin
  status: CommandStatus
  is_dry_run: boolean
  undo_of: string | null
  issued_at: Date
  expires_at: Date
}

export const COMMAND_COLUMNS = `id, seq, campaign_id, instance_id, type, payload, origin, status,
  is_dry_run, undo_of, issued_at, expires_at`

export function toRecordedCommand(row: CommandRow): RecordedCommand {
  return {
    id: row.id,
    seq: row.seq,
    campaignId: row.campaign_id,
    instanceId: row.instance_id,
    type: row.type,
    payload: row.payload,
    origin: row.origin,
    status: row.status,
    isDryRun: row.is_dry_run,
    undoOf: row.undo_of,
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
  }
}

/** The same command as the module receives it. */
export function toWireCommand(row: CommandRow): Command {
  return {
    id: row.id,
    seq: row.seq,
    type: row.type,
    v: 1,
    issuedAt: row.issued_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    ...(row.is_dry_run ? { dryRun: true } : {}),
    origin: row.origin,
    payload: row.payload,
  }
}

/** Plain data as a jsonb parameter. */
export const json = (value: unknown): SqlValue => JSON.stringify(value) ?? null
