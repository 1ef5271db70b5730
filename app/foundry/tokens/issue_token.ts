import { hashSecret, newSecret, uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'

/** Enough to tell two tokens apart in a list, useless for anything else. */
const SHOWN_CHARACTERS = 8

export interface TokenOwner {
  connectionId: string
  clientId: string
  userName: string
  /** The GM who let it in; null once the account is gone. */
  approvedBy: string | null
  rotatedFrom?: string
}

/**
 * Makes a browser's secret. It is returned once and stored as a hash only.
 */
export async function issueToken(sql: Sql, owner: TokenOwner): Promise<string> {
  const secret = newSecret('cct')
  await sql.run(
    `INSERT INTO foundry_tokens
       (id, connection_id, client_id, user_name, approved_by, token_hash, prefix, rotated_from,
        expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + interval '180 days')`,
    [
      uuidv7(),
      owner.connectionId,
      owner.clientId,
      owner.userName,
      owner.approvedBy,
      hashSecret(secret),
      secret.slice(0, SHOWN_CHARACTERS),
      owner.rotatedFrom ?? null,
    ]
  )
  return secret
}
