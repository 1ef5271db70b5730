import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { CommandLog } from '#foundry/commands/command_log'

/** Where undoing means something: a sound has been heard, a whisper has been read. */
export const UNDOABLE = [
  'chat.send',
  'roll.invert',
  'stat.modify',
  'status.apply',
  'status.remove',
  'token.spawn',
]

/** SQL about a command `k`, with the types that can be undone as `$2`. */
export const MAY_BE_UNDONE = `(k.status = 'done' AND NOT k.is_dry_run AND k.type = ANY($2)
  AND NOT EXISTS (SELECT 1 FROM foundry_commands u
    WHERE u.undo_of = k.id AND u.status IN ('queued', 'delivered', 'done')))`

interface Row {
  id: string
  instance_id: string | null
  origin: { label: string }
}

/**
 * Orders the table to take a command back, once: the given one, else the last
 * that took effect. The points behind it stay as they were settled.
 */
@inject()
export class UndoCommand {
  constructor(private commandLog: CommandLog) {}

  /** @returns false when there is nothing to take back */
  async within(sql: Sql, campaignId: string, commandId: string | null, by: string) {
    // Two GMs may ask at the same moment: the head's row, which an order needs anyway, queues them.
    await sql.run('SELECT 1 FROM foundry_heads WHERE campaign_id = $1 FOR UPDATE', [campaignId])
    const [row] = await sql.run<Row>(
      `SELECT k.id, k.instance_id, k.origin FROM foundry_commands k
       WHERE k.campaign_id = $1 AND ($3::uuid IS NULL OR k.id = $3::uuid)
         AND ${MAY_BE_UNDONE}
       ORDER BY k.seq DESC LIMIT 1
       FOR UPDATE`,
      [campaignId, UNDOABLE, commandId]
    )
    if (!row) {
      return false
    }

    await this.commandLog.append(sql, {
      campaignId,
      instanceId: row.instance_id,
      type: 'command.undo',
      payload: { commandId: row.id },
      origin: { kind: 'gm', label: `${by}: undo ${row.origin.label}` },
      undoOf: row.id,
    })
    return true
  }
}
