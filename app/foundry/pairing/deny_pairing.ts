import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'

/** A GM keeps a world out; the module is told at its next poll. */
export class DenyPairing {
  /** @returns false when it was decided, or had expired, before */
  async execute(pairingId: string, userId: string): Promise<boolean> {
    const denied = await onLucid(db.connection()).run(
      `UPDATE foundry_pairings SET status = 'denied', decided_by = $2, decided_at = now()
       WHERE id = $1 AND status = 'pending' AND expires_at > now() RETURNING id`,
      [pairingId, userId]
    )
    return denied.length > 0
  }
}
