import db from '@adonisjs/lucid/services/db'
import { onLucid, type Sql } from '#core/sql'
import { MAY_BE_UNDONE, UNDOABLE } from '#foundry/commands/undo_command'
import {
  type AssignmentRow,
  type BrowserView,
  type CommandView,
  type ConnectionView,
  type FoundryPage,
  type RollView,
  toCharacterViews,
} from '#foundry/page/foundry_page'
import { readTableSettings } from '#foundry/settings/table_settings'
import { readRollRules } from '#foundry/rolls/roll_rules'
import { type CommandType, type FoundryCharacter, LIMITED_COMMANDS } from '#foundry/protocol'

const LINES = 20

interface ConnectionRow {
  id: string
  world_title: string
  foundry_origin: string
  system: string
  generation: number
  module_version: string
  capabilities: CommandType[]
  switched_off: string[]
  other_origins: string[]
  characters: FoundryCharacter[]
  last_seen_at: Date | null
  created_at: Date
  token_id: string | null
  holder_name: string | null
  acquired_at: Date | null
  vacant_since: Date | null
}

const iso = (date: Date | null) => date?.toISOString() ?? null

/** Reads what the GM sees of the table. */
export class ReadFoundryPage {
  async execute(campaignId: string): Promise<FoundryPage> {
    const sql = onLucid(db.connection())
    const row = await this.#connection(sql, campaignId)

    return {
      connection: row ? toConnectionView(row) : null,
      lease: row
        ? {
            holder: row.holder_name,
            since: iso(row.holder_name === null ? null : row.acquired_at),
            vacantSince: iso(row.vacant_since),
          }
        : null,
      browsers: row ? await this.#browsers(sql, row) : [],
      characters: toCharacterViews(row?.characters ?? [], await this.#assignments(sql, campaignId)),
      streamers: await this.#streamers(sql, campaignId),
      rolls: await this.#rolls(sql, campaignId),
      rules: await readRollRules(sql, campaignId),
      commands: await this.#commands(sql, campaignId),
      settings: await readTableSettings(sql, campaignId),
      kinds: [...LIMITED_COMMANDS],
    }
  }

  /** A lease that has lapsed, but was not cleared yet, is nobody's. */
  async #connection(sql: Sql, campaignId: string): Promise<ConnectionRow | undefined> {
    const [row] = await sql.run<ConnectionRow>(
      `SELECT c.*, l.acquired_at, l.vacant_since,
              CASE WHEN l.expires_at > clock_timestamp() THEN l.token_id END AS token_id,
              CASE WHEN l.expires_at > clock_timestamp() THEN l.holder_name END AS holder_name
       FROM foundry_connections c LEFT JOIN foundry_leases l ON l.connection_id = c.id
       WHERE c.campaign_id = $1 AND c.is_active`,
      [campaignId]
    )
    return row
  }

  /** A rotated token counts as its successor's past. */
  async #browsers(sql: Sql, connection: ConnectionRow): Promise<BrowserView[]> {
    const rows = await sql.run<{
      id: string
      user_name: string
      prefix: string
      last_used_at: Date | null
      created_at: Date
    }>(
      `SELECT id, user_name, prefix, last_used_at, created_at FROM foundry_tokens t
       WHERE connection_id = $1 AND revoked_at IS NULL AND expires_at > now()
         AND NOT EXISTS (SELECT 1 FROM foundry_tokens s WHERE s.rotated_from = t.id
                         AND s.last_used_at IS NOT NULL)
       ORDER BY created_at`,
      [connection.id]
    )
    return rows.map((row) => ({
      id: row.id,
      userName: row.user_name,
      prefix: row.prefix,
      isHolder: row.id === connection.token_id,
      lastUsedAt: iso(row.last_used_at),
      createdAt: row.created_at.toISOString(),
    }))
  }

  async #assignments(sql: Sql, campaignId: string): Promise<AssignmentRow[]> {
    return sql.run<AssignmentRow>(
      `SELECT actor_id, foundry_user_id, name, streamer_id FROM character_assignments
       WHERE campaign_id = $1 ORDER BY name`,
      [campaignId]
    )
  }

  async #streamers(sql: Sql, campaignId: string): Promise<{ id: string; name: string }[]> {
    return sql.run<{ id: string; name: string }>(
      `SELECT u.id, u.display_name AS name FROM campaign_members m JOIN users u ON u.id = m.user_id
       WHERE m.campaign_id = $1 AND m.role = 'streamer' ORDER BY u.display_name`,
      [campaignId]
    )
  }

  async #rolls(sql: Sql, campaignId: string): Promise<RollView[]> {
    const rows = await sql.run<Omit<RollView, 'rolledAt'> & { rolledAt: Date }>(
      `SELECT id, COALESCE(actor_name, foundry_user_name) AS who, formula, total, "natural",
              dice, critical, outcome, rolled_at AS "rolledAt"
       FROM foundry_rolls WHERE campaign_id = $1 ORDER BY received_at DESC LIMIT ${LINES}`,
      [campaignId]
    )
    return rows.map((row) => ({ ...row, rolledAt: row.rolledAt.toISOString() }))
  }

  async #commands(sql: Sql, campaignId: string): Promise<CommandView[]> {
    const rows = await sql.run<Omit<CommandView, 'issuedAt'> & { issuedAt: Date }>(
      `SELECT id, type, origin ->> 'label' AS label, origin ->> 'viewer' AS viewer, status,
              result ->> 'message' AS detail, result ->> 'code' AS code,
              (result ->> 'durationMs')::int AS "durationMs",
              (SELECT jsonb_agg(jsonb_build_object('status', h.status, 'detail', h.detail,
                 'at', h.at) ORDER BY h.id) FROM foundry_command_changes h
               WHERE h.command_id = k.id) AS story,
              issued_at AS "issuedAt", status IN ('uncertain', 'needs-gm') AS "isUndecided",
              ${MAY_BE_UNDONE} AS "isUndoable"
       FROM foundry_commands k WHERE campaign_id = $1 AND type <> 'world.query' ORDER BY seq DESC LIMIT ${LINES}`,
      [campaignId, UNDOABLE]
    )
    return rows.map((row) => ({
      ...row,
      issuedAt: row.issuedAt.toISOString(),
      story: row.story ?? [],
    }))
  }
}

function toConnectionView(row: ConnectionRow): ConnectionView {
  return {
    worldTitle: row.world_title,
    origin: row.foundry_origin,
    system: row.system,
    generation: row.generation,
    moduleVersion: row.module_version,
    capabilities: row.capabilities,
    switchedOff: row.switched_off,
    otherOrigins: row.other_origins,
    lastSeenAt: iso(row.last_seen_at),
    connectedAt: row.created_at.toISOString(),
  }
}
