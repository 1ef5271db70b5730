import { inject } from '@adonisjs/core'
import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'
import { FoundryChanged } from '#foundry/foundry_changed'
import { LeaseDesk } from '#foundry/lease/lease_desk'

/**
 * Ends a campaign's connection to its world: every browser has to be paired anew.
 */
@inject()
export class Disconnect {
  constructor(private leaseDesk: LeaseDesk) {}

  execute(campaignId: string): Promise<boolean> {
    return transact((sql, deferred) => this.within(sql, campaignId, deferred))
  }

  /** In a transaction of the caller. False when nothing was connected. */
  async within(sql: Sql, campaignId: string, deferred: AfterCommit): Promise<boolean> {
    const ended = await sql.run<{ id: string }>(
      `UPDATE foundry_connections SET is_active = false, updated_at = now()
       WHERE campaign_id = $1 AND is_active RETURNING id`,
      [campaignId]
    )

    for (const { id } of ended) {
      const tokens = await sql.run<{ id: string }>(
        `UPDATE foundry_tokens SET revoked_at = now()
         WHERE connection_id = $1 AND revoked_at IS NULL RETURNING id`,
        [id]
      )
      for (const token of tokens) {
        await this.leaseDesk.freeOfToken(sql, token.id)
        await notify(sql, 'bridge', `revoked:${token.id}`)
      }
    }

    deferred.afterCommit(() => FoundryChanged.dispatch(campaignId, 'connection'))
    return ended.length > 0
  }
}
