import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { normaliseUserCode } from '#foundry/pairing/user_code'
import type { PairStart } from '#foundry/validators/pair_validators'

export interface PendingPairing {
  id: string
  code: string
  request: PairStart
  startedAt: Date
  expiresAt: Date
}

/** The pairing that waits for a GM under this code. */
export class FindPairing {
  async execute(typed: string): Promise<PendingPairing | null> {
    const code = normaliseUserCode(typed)

    if (code === null) {
      return null
    }

    const [row] = await onLucid(db.connection()).run<{
      id: string
      request: PairStart
      created_at: Date
      expires_at: Date
    }>(
      `SELECT id, request, created_at, expires_at FROM foundry_pairings
       WHERE user_code = $1 AND status = 'pending' AND expires_at > now()`,
      [code]
    )

    return row
      ? {
          id: row.id,
          code,
          request: row.request,
          startedAt: row.created_at,
          expiresAt: row.expires_at,
        }
      : null
  }
}
