import { inject } from '@adonisjs/core'
import { transact } from '#core/transact'
import type { BridgeCaller } from '#foundry/tokens/authenticate_token'
import { Disconnect } from '#foundry/tokens/disconnect'
import { RevokeToken } from '#foundry/tokens/revoke_token'

/**
 * A browser signs off. When it was the last one, the world is not connected
 * any more. The connection's row is locked, so that a browser paired at the
 * same moment is either counted or refused.
 */
@inject()
export class UnpairBrowser {
  constructor(
    private revokeToken: RevokeToken,
    private disconnect: Disconnect
  ) {}

  async execute({ connectionId, tokenId, campaign }: BridgeCaller): Promise<void> {
    await transact(async (sql, deferred) => {
      await sql.run('SELECT 1 FROM foundry_connections WHERE id = $1 FOR UPDATE', [connectionId])
      await this.revokeToken.within(sql, connectionId, tokenId)

      const others = await sql.run(
        `SELECT 1 FROM foundry_tokens
         WHERE connection_id = $1 AND revoked_at IS NULL AND expires_at > now() LIMIT 1`,
        [connectionId]
      )
      if (others.length === 0) {
        await this.disconnect.within(sql, campaign.id, deferred)
      }
    })
  }
}
