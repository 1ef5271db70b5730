import type { BridgeCaller } from '#foundry/tokens/authenticate_token'
import { issueToken } from '#foundry/tokens/issue_token'
import { transact } from '#core/transact'

/**
 * Gives a browser a new token. The old one works until the new one's first use,
 * 24 hours at most: an answer that was lost on the way locks nobody out, and
 * asking again replaces a successor that was never used.
 */
export class RotateToken {
  async execute({ tokenId }: BridgeCaller): Promise<string> {
    return transact(async (sql) => {
      const [old] = await sql.run<{ connection_id: string; client_id: string; user_name: string }>(
        `UPDATE foundry_tokens SET expires_at = LEAST(expires_at, now() + interval '24 hours')
         WHERE id = $1 RETURNING connection_id, client_id, user_name`,
        [tokenId]
      )
      if (!old) {
        throw new Error(`Token ${tokenId} is gone`)
      }

      await sql.run('DELETE FROM foundry_tokens WHERE rotated_from = $1 AND last_used_at IS NULL', [
        tokenId,
      ])
      return issueToken(sql, {
        connectionId: old.connection_id,
        clientId: old.client_id,
        userName: old.user_name,
        rotatedFrom: tokenId,
      })
    })
  }
}
