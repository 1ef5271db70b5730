import db from '@adonisjs/lucid/services/db'
import { Exception } from '@adonisjs/core/exceptions'
import { hashSecret } from '#core/ids'
import { onLucid } from '#core/sql'

/** Whose page asks. */
export interface OverlayCaller {
  overlayId: string
  keyId: string
  streamerId: string
}

/** The page shows its corner dot; a person reads the address again. */
class OverlayKeyRefused extends Exception {
  static status = 401
  static code = 'E_OVERLAY_KEY'
  static message = 'This overlay address is not valid any more. Copy it again from your dashboard.'
}

/**
 * Finds the overlay that a key opens, and notes that both were used, at most
 * every few seconds.
 */
export class AuthenticateKey {
  /** @throws OverlayKeyRefused 401 */
  async execute(key: string | null): Promise<OverlayCaller> {
    const caller = key === null ? null : await this.#find(hashSecret(key))

    if (!caller) {
      throw new OverlayKeyRefused()
    }
    return caller
  }

  /** Still good? Notes that the page is on the air. */
  async isAlive({ keyId, overlayId }: OverlayCaller): Promise<boolean> {
    const sql = onLucid(db.connection())
    const rows = await sql.run(
      `UPDATE overlay_keys SET last_used_at = now()
       WHERE id = $1 AND (expires_at IS NULL OR expires_at > now()) RETURNING id`,
      [keyId]
    )
    if (rows.length > 0) {
      await sql.run('UPDATE overlays SET last_seen_at = now() WHERE id = $1', [overlayId])
    }
    return rows.length > 0
  }

  async #find(hash: string): Promise<OverlayCaller | undefined> {
    const [caller] = await onLucid(db.connection()).run<OverlayCaller>(
      `SELECT k.id AS "keyId", o.id AS "overlayId", o.streamer_id AS "streamerId"
       FROM overlay_keys k JOIN overlays o ON o.id = k.overlay_id
       WHERE k.key_hash = $1 AND (k.expires_at IS NULL OR k.expires_at > now())`,
      [hash]
    )
    return caller
  }
}
