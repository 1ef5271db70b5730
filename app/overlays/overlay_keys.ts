import encryption from '@adonisjs/core/services/encryption'
import { hashSecret, newSecret, uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'

/** How long a replaced key still works, so that OBS can be changed in peace. */
const OVERLAP_HOURS = 24
const PREFIX = 'ovl'
const SHOWN_CHARACTERS = 8

export interface KeyOverview {
  id: string
  prefix: string
  /** When it ends; null for the current one. */
  expiresAt: Date | null
  lastUsedAt: Date | null
}

/**
 * Secrets that open one overlay. Looked up by hash; kept sealed as well, since
 * a streamer has to be able to copy the address again.
 */
export class OverlayKeys {
  /** Adds a key. The caller has locked the overlay when there may be others. */
  async issue(sql: Sql, overlayId: string): Promise<string> {
    const key = newSecret(PREFIX)
    await sql.run(
      `INSERT INTO overlay_keys (id, overlay_id, key_hash, key_sealed, prefix)
       VALUES ($1, $2, $3, $4, $5)`,
      [
        uuidv7(),
        overlayId,
        hashSecret(key),
        encryption.encrypt(key),
        key.slice(0, PREFIX.length + 1 + SHOWN_CHARACTERS),
      ]
    )
    return key
  }

  /** A new key; the former ones work on for a while. */
  async rotate(sql: Sql, overlayId: string): Promise<string> {
    await this.#lock(sql, overlayId)
    await sql.run(`DELETE FROM overlay_keys WHERE overlay_id = $1 AND expires_at <= now()`, [
      overlayId,
    ])
    await sql.run(
      `UPDATE overlay_keys SET expires_at = now() + make_interval(hours => $2)
       WHERE overlay_id = $1 AND expires_at IS NULL`,
      [overlayId, OVERLAP_HOURS]
    )
    return this.issue(sql, overlayId)
  }

  /** Ends replaced keys at once. */
  async endReplaced(sql: Sql, overlayId: string): Promise<void> {
    await this.#lock(sql, overlayId)
    await sql.run('DELETE FROM overlay_keys WHERE overlay_id = $1 AND expires_at IS NOT NULL', [
      overlayId,
    ])
  }

  /** The current key in clear; null when it cannot be unsealed (another APP_KEY). */
  async reveal(sql: Sql, overlayId: string): Promise<string | null> {
    const [row] = await sql.run<{ key_sealed: string }>(
      'SELECT key_sealed FROM overlay_keys WHERE overlay_id = $1 AND expires_at IS NULL',
      [overlayId]
    )
    const key = row ? encryption.decrypt(row.key_sealed) : null
    return typeof key === 'string' ? key : null
  }

  /** Keys that still work, the current one first. */
  list(sql: Sql, overlayId: string): Promise<KeyOverview[]> {
    return sql.run<KeyOverview>(
      `SELECT id, prefix, expires_at AS "expiresAt", last_used_at AS "lastUsedAt"
       FROM overlay_keys
       WHERE overlay_id = $1 AND (expires_at IS NULL OR expires_at > now())
       ORDER BY expires_at DESC NULLS FIRST`,
      [overlayId]
    )
  }

  async #lock(sql: Sql, overlayId: string): Promise<void> {
    await sql.run('SELECT 1 FROM overlays WHERE id = $1 FOR NO KEY UPDATE', [overlayId])
  }
}
