import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { isUuid } from '#core/ids'
import { onLucid } from '#core/sql'
import { RevokeToken } from '#foundry/tokens/revoke_token'

/** A GM takes a browser's access to the campaign away. */
@inject()
export class RevokeBrowser {
  constructor(private revokeToken: RevokeToken) {}

  /** @returns false when the campaign has no such browser any more */
  async execute(campaignId: string, tokenId: string): Promise<boolean> {
    if (!isUuid(tokenId)) {
      return false
    }

    const [token] = await onLucid(db.connection()).run<{ connection_id: string }>(
      `SELECT t.connection_id FROM foundry_tokens t
       JOIN foundry_connections c ON c.id = t.connection_id
       WHERE t.id = $1 AND c.campaign_id = $2`,
      [tokenId, campaignId]
    )
    return token ? this.revokeToken.execute(token.connection_id, tokenId) : false
  }
}
