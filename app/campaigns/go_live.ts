import { inject } from '@adonisjs/core'
import { Departures } from '#campaigns/departures'
import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'

interface Membership {
  campaign_id: string
  is_live: boolean
}

/**
 * Makes this the streamer's one live campaign. The former one's open goals are
 * refunded and its rewards taken off sale.
 */
@inject()
export class GoLive {
  constructor(private departures: Departures) {}

  async execute(campaignId: string, streamerId: string): Promise<void> {
    await transact((sql, after) => this.within(sql, after, campaignId, streamerId))
  }

  /** In a transaction of the caller. */
  async within(sql: Sql, after: AfterCommit, campaignId: string, streamerId: string) {
    // In a fixed order, so that two tabs that switch at once wait for each other.
    const memberships = await sql.run<Membership>(
      `SELECT campaign_id, is_live FROM campaign_members
         WHERE user_id = $1 AND role = 'streamer' ORDER BY id FOR UPDATE`,
      [streamerId]
    )
    const former = memberships.find((membership) => membership.is_live)

    if (former?.campaign_id === campaignId) {
      return
    }
    if (former) {
      await this.departures.streamerLeaves(sql, after, {
        campaignId: former.campaign_id,
        streamerId,
      })
    }

    // Two statements: the index that allows one live campaign looks at each row by itself.
    await sql.run('UPDATE campaign_members SET is_live = false WHERE user_id = $1 AND is_live', [
      streamerId,
    ])
    await sql.run(
      `UPDATE campaign_members SET is_live = true
         WHERE campaign_id = $1 AND user_id = $2 AND role = 'streamer'
           AND EXISTS (SELECT FROM campaigns WHERE id = $1 AND archived_at IS NULL)`,
      [campaignId, streamerId]
    )
    await notify(sql, 'rewards')
    await notify(sql, 'subscriptions')
  }
}
