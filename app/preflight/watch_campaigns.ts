import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { onLucid, type Sql } from '#core/sql'
import { BoardFeed } from '#dashboards/board_feed'
import { latestReports, type Report, storeReport } from '#preflight/report'
import { RunPreFlight } from '#preflight/run_pre_flight'

/**
 * Looks at every campaign with a stream on the air, by what is known without asking anybody.
 * Only what changes is stored, so that the reports are a course of events.
 */
@inject()
export class WatchCampaigns {
  constructor(
    private run: RunPreFlight,
    private boards: BoardFeed
  ) {}

  /** @returns false: there is never more to do at once */
  async execute(): Promise<boolean> {
    const sql = onLucid(db.connection())
    for (const campaignId of await onAir(sql)) {
      await this.#look(sql, campaignId)
    }
    return false
  }

  async #look(sql: Sql, campaignId: string): Promise<void> {
    const report = await this.run.execute(campaignId, 'light')
    const [last] = await latestReports(sql, campaignId, 'light', 1)

    if (last === undefined || summary(last) !== summary(report)) {
      await storeReport(sql, campaignId, report, null)
      this.boards.campaignChanged(campaignId)
    }
  }
}

/** What a person would call a change: not a count that moved. */
const summary = ({ sections }: Pick<Report, 'sections'>) =>
  JSON.stringify(
    sections.map(({ title, findings }) => [
      title,
      findings.map(({ check, state, meaning }) => (state === 'passed' ? check : [check, meaning])),
    ])
  )

async function onAir(sql: Sql): Promise<string[]> {
  const rows = await sql.run<{ campaign_id: string }>(
    `SELECT DISTINCT m.campaign_id FROM campaign_members m
     JOIN campaigns c ON c.id = m.campaign_id AND c.archived_at IS NULL
     JOIN channel_states h ON h.streamer_id = m.user_id AND h.is_live
     WHERE m.role = 'streamer' AND m.is_live`
  )
  return rows.map(({ campaign_id: id }) => id)
}
