import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { json } from '#foundry/commands/recorded_command'
import { whisperAbout } from '#foundry/commands/whisper_about'
import type { CommandOrigin, CommandType } from '#foundry/protocol'

export interface NewCommand {
  campaignId: string
  /** The instance whose points are behind it. */
  instanceId: string | null
  type: CommandType
  /** Plain data, with plain text for people: the module escapes it. */
  payload: unknown
  origin: CommandOrigin
  expiresInSeconds?: number
  /** Checked by the module, without any effect. */
  isDryRun?: boolean
  /** The command that this one takes back. */
  undoOf?: string | null
}

/**
 * The durable orders to a campaign's table. The head's row is locked until the
 * caller's transaction ends, so sequence numbers become visible in order: a
 * reader that has seen `n` will never find a smaller one later. Whoever waits for it is
 * told the number.
 */
export class CommandLog {
  /** With a whisper to the GMs about an effect of viewers, where a GM asks for it. */
  async append(sql: Sql, command: NewCommand): Promise<{ id: string; seq: number }> {
    const { campaignId, instanceId, type, origin, expiresInSeconds } = command
    const { id, seq, tellsGm } = await this.#append(sql, command)
    const isEffect = tellsGm && instanceId !== null && origin.kind === 'instance'
    const text = isEffect && !command.isDryRun ? whisperAbout(type, origin) : null
    if (text !== null) {
      await this.#append(sql, {
        campaignId,
        // Whether it is read changes nothing about the points.
        instanceId: null,
        type: 'gm.whisper',
        payload: { text },
        origin: { kind: 'system', label: `About ${origin.label}` },
        expiresInSeconds,
      })
    }
    return { id, seq }
  }

  async #append(sql: Sql, command: NewCommand) {
    const { campaignId, instanceId, type, payload, origin } = command
    const { expiresInSeconds = 120, isDryRun = false, undoOf = null } = command
    const id = uuidv7()
    const [row] = await sql.run<{ seq: number; tellsGm: boolean }>(
      `WITH next AS (
         INSERT INTO foundry_heads AS h (campaign_id, head) VALUES ($1, 1)
         ON CONFLICT (campaign_id) DO UPDATE SET head = h.head + 1
         RETURNING head
       ), added AS (
         INSERT INTO foundry_commands
           (id, campaign_id, seq, type, payload, origin, is_dry_run, instance_id, undo_of,
            issued_at, expires_at)
         SELECT $2, $1, head, $3, CAST($4 AS jsonb), CAST($5 AS jsonb), $6, $7, $8,
                clock_timestamp(), clock_timestamp() + make_interval(secs => $9)
         FROM next
         RETURNING id, seq
       ), noted AS (
         INSERT INTO foundry_command_changes (command_id, status, at)
         SELECT id, 'queued', clock_timestamp() FROM added
       )
       SELECT seq, pg_notify('commands', $1::text || ':' || seq),
              COALESCE((SELECT tells_gm FROM foundry_settings WHERE campaign_id = $1), false) AS "tellsGm"
       FROM added`,
      [
        campaignId,
        id,
        type,
        json(payload),
        json(origin),
        isDryRun,
        instanceId,
        undoOf,
        expiresInSeconds,
      ]
    )

    if (!row) {
      throw new Error(`Command ${id} was not appended`)
    }

    return { id, ...row }
  }
}
