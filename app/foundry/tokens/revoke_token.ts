import { inject } from '@adonisjs/core'
import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { LeaseDesk } from '#foundry/lease/lease_desk'

/**
 * Takes a browser's access away, its successor's too: the lease is free at
 * once, and the browser's streams end with the reason.
 */
@inject()
export class RevokeToken {
  constructor(private leaseDesk: LeaseDesk) {}

  /** @returns false when the connection has no such token any more */
  execute(connectionId: string, tokenId: string): Promise<boolean> {
    return transact((sql) => this.within(sql, connectionId, tokenId))
  }

  /** In a transaction of the caller. */
  async within(sql: Sql, connectionId: string, tokenId: string): Promise<boolean> {
    await sql.run('SELECT FROM foundry_connections WHERE id = $1 FOR NO KEY UPDATE', [connectionId])
    const revoked = await sql.run<{ id: string }>(
      `UPDATE foundry_tokens SET revoked_at = now()
       WHERE connection_id = $1 AND (id = $2 OR rotated_from = $2) AND revoked_at IS NULL
       RETURNING id`,
      [connectionId, tokenId]
    )
    for (const { id } of revoked) {
      await this.leaseDesk.freeOfToken(sql, id)
      await notify(sql, 'bridge', `revoked:${id}`)
    }
    return revoked.length > 0
  }
}
