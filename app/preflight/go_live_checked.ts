import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import db from '@adonisjs/lucid/services/db'
import type Campaign from '#campaigns/campaign'
import { GoLive } from '#campaigns/go_live'
import { onLucid } from '#core/sql'
import { storeReport } from '#preflight/report'
import { RunPreFlight } from '#preflight/run_pre_flight'

/**
 * Makes this the streamer's live campaign once nothing stands against it. What has failed
 * keeps it from being sold, not from harm: whoever knows better may go live all the same.
 */
@inject()
export class GoLiveChecked {
  constructor(
    private runPreFlight: RunPreFlight,
    private goLive: GoLive
  ) {}

  async execute(
    campaign: Campaign,
    streamerId: string,
    anyway: boolean
  ): Promise<{ isLive: boolean }> {
    if (campaign.archivedAt) {
      throw new Exception('This campaign is archived. Its owner can bring it back.', {
        status: 409,
        code: 'E_CAMPAIGN_ARCHIVED',
      })
    }

    const report = await this.runPreFlight.execute(campaign.id, 'full', streamerId)
    await storeReport(onLucid(db.connection()), campaign.id, report, streamerId)
    if (report.state === 'failed' && !anyway) {
      return { isLive: false }
    }
    await this.goLive.execute(campaign.id, streamerId)
    return { isLive: true }
  }
}
