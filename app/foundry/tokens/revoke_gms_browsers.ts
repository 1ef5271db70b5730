import { inject } from '@adonisjs/core'
import type { GmDeparture } from '#campaigns/departures'
import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { FoundryChanged } from '#foundry/foundry_changed'
import { LeaseDesk } from '#foundry/lease/lease_desk'

/**
 * Somebody is no GM of a campaign any more: every browser that came in by that
 * person's word loses the table at once, with its lease and its streams.
 */
@inject()
export class RevokeGmsBrowsers {
  constructor(private leaseDesk: LeaseDesk) {}

  /** In the transaction that ends the membership. */
  async within(sql: Sql, after: AfterCommit, departure: GmDeparture): Promise<void> {
    const { campaignId, gmId } = departure

    // A token that is being made refers to its connection: it is either found below, or waits
    // for this lock and is refused.
    await sql.run(
      'SELECT 1 FROM foundry_connections WHERE campaign_id = $1 ORDER BY id FOR UPDATE',
      [campaignId]
    )
    await sql.run(
      `UPDATE foundry_pairings p SET status = 'denied'
       FROM foundry_connections c
       WHERE p.decided_by = $2 AND p.status = 'approved'
         AND c.id = p.connection_id AND c.campaign_id = $1`,
      [campaignId, gmId]
    )
    const revoked = await sql.run<{ id: string }>(
      `UPDATE foundry_tokens t SET revoked_at = now()
       FROM foundry_connections c
       WHERE t.approved_by = $2 AND t.revoked_at IS NULL
         AND c.id = t.connection_id AND c.campaign_id = $1
       RETURNING t.id`,
      [campaignId, gmId]
    )

    for (const { id } of revoked) {
      await this.leaseDesk.freeOfToken(sql, id)
      await notify(sql, 'bridge', `revoked:${id}`)
    }
    after.afterCommit(() => FoundryChanged.dispatch(campaignId, 'connection'))
  }
}
