import { inject } from '@adonisjs/core'
import type Campaign from '#campaigns/campaign'
import { Departures } from '#campaigns/departures'
import type { Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'

/**
 * Takes a campaign off the table. Its history stays, and it can come back; what
 * viewers have put into open goals goes back to them.
 */
@inject()
export class ArchiveCampaign {
  constructor(private departures: Departures) {}

  async execute(campaignId: string): Promise<void> {
    await transact((sql, after) => this.within(sql, after, campaignId))
  }

  /** In a transaction of the caller. */
  async within(sql: Sql, after: AfterCommit, campaignId: string): Promise<void> {
    const archived = await sql.run(
      `UPDATE campaigns SET archived_at = now(), updated_at = now()
       WHERE id = $1 AND archived_at IS NULL RETURNING id`,
      [campaignId]
    )
    if (archived.length === 0) {
      return
    }

    await this.departures.campaignEnds(sql, after, campaignId)
    const streamers = await sql.run<{ user_id: string }>(
      `SELECT user_id FROM campaign_members
       WHERE campaign_id = $1 AND role = 'streamer' ORDER BY user_id`,
      [campaignId]
    )
    for (const { user_id: streamerId } of streamers) {
      await this.departures.streamerLeaves(sql, after, { campaignId, streamerId })
    }
    await sql.run('UPDATE campaign_members SET is_live = false WHERE campaign_id = $1', [
      campaignId,
    ])
  }

  async undo(campaign: Campaign): Promise<void> {
    await campaign.merge({ archivedAt: null }).save()
  }
}
