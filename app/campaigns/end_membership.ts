import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import { Departures } from '#campaigns/departures'
import { campaignChannel, publicCampaignChannel } from '#core/realtime/channels'
import { endStreamsEverywhere } from '#core/realtime/streams'
import type { Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'

interface Membership {
  id: string
  campaignId: string
  userId: string
  role: string
}

/**
 * Ends one membership: leaving, or being removed. A streamer's open goals are
 * refunded and rewards taken off sale in the same transaction, a GM's browsers
 * lose the table, and what the person follows live ends.
 *
 * @throws 409 for the owner, without whom a campaign would belong to nobody
 */
@inject()
export class EndMembership {
  constructor(private departures: Departures) {}

  async execute(member: Membership): Promise<void> {
    await transact((sql, after) => this.within(sql, after, member))
  }

  /** In a transaction of the caller. Whoever comes second changes nothing. */
  async within(sql: Sql, after: AfterCommit, member: Membership): Promise<void> {
    const { id, campaignId, userId, role } = member

    if (role === 'owner') {
      throw new Exception('The owner cannot leave. Archive the campaign instead.', {
        status: 409,
        code: 'E_OWNER_STAYS',
      })
    }

    const ended = await sql.run(
      'DELETE FROM campaign_members WHERE id = $1 AND role = $2 RETURNING id',
      [id, role]
    )
    if (ended.length === 0) {
      return
    }

    if (role === 'streamer') {
      await this.departures.streamerLeaves(sql, after, { campaignId, streamerId: userId })
    } else if (!(await this.#isStillGm(sql, member))) {
      await this.departures.gmLeaves(sql, after, { campaignId, gmId: userId })
    }
    await endStreamsEverywhere(sql, campaignChannel(campaignId))
    await endStreamsEverywhere(sql, publicCampaignChannel(campaignId))
  }

  /** One account can hold several roles. */
  async #isStillGm(sql: Sql, { campaignId, userId }: Membership): Promise<boolean> {
    const others = await sql.run(
      `SELECT 1 FROM campaign_members
       WHERE campaign_id = $1 AND user_id = $2 AND role IN ('owner', 'co_gm')`,
      [campaignId, userId]
    )
    return others.length > 0
  }
}
