import type { BridgeCaller } from '#foundry/tokens/authenticate_token'
import { issueToken } from '#foundry/tokens/issue_token'
import { transact } from '#core/transact'
import { BridgeException } from '#foundry/bridge_exception'

interface Old {
  connection_id: string
  client_id: string
  user_name: string
  approved_by: string | null
}

/**
 * Gives a browser a new token. The old one works until the new one's first use,
 * 24 hours at most: an answer that was lost on the way locks nobody out, and
 * asking again replaces a successor that was never used.
 */
export class RotateToken {
  /** @throws BridgeException 401 when it was revoked meanwhile */
  async execute({ tokenId }: BridgeCaller): Promise<string> {
    return transact(async (sql) => {
      // The successor will refer to it, and whoever revokes tokens takes it before them.
      await sql.run(
        `SELECT FROM foundry_connections
         WHERE id = (SELECT connection_id FROM foundry_tokens WHERE id = $1) FOR KEY SHARE`,
        [tokenId]
      )
      // Revoked since the request was let in: a successor would be a way back.
      const [old] = await sql.run<Old>(
        `UPDATE foundry_tokens SET expires_at = LEAST(expires_at, now() + interval '24 hours')
         WHERE id = $1 AND revoked_at IS NULL
         RETURNING connection_id, client_id, user_name, approved_by`,
        [tokenId]
      )
      if (!old) {
        const message = 'This browser is not connected any more. Connect it again.'
        throw new BridgeException(401, 'revoked', message)
      }

      await sql.run('DELETE FROM foundry_tokens WHERE rotated_from = $1 AND last_used_at IS NULL', [
        tokenId,
      ])
      return issueToken(sql, {
        connectionId: old.connection_id,
        clientId: old.client_id,
        userName: old.user_name,
        approvedBy: old.approved_by,
        rotatedFrom: tokenId,
      })
    })
  }
}
