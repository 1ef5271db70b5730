import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { onLucid, type Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'
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
      await this.#lookAlone(campaignId)
    }
    return false
  }

  /** A campaign that cannot be looked at holds up no other. */
  async #lookAlone(campaignId: string): Promise<void> {
    try {
      const report = await this.run.execute(campaignId, 'light')
      await transact((sql, after) => this.#keep(sql, after, campaignId, report))
    } catch (error) {
      logger.error({ event: 'preflight.not_watched', campaignId, err: error }, 'Not looked at')
    }
  }

  /** Several processes look; the campaign's row queues them, so that each change is kept once. */
  async #keep(sql: Sql, after: AfterCommit, campaignId: string, report: Report): Promise<void> {
    await sql.run('SELECT FROM campaigns WHERE id = $1 FOR NO KEY UPDATE', [campaignId])
    const [last] = await latestReports(sql, campaignId, 'light', 1)

    if (last === undefined || summary(last) !== summary(report)) {
      await storeReport(sql, campaignId, report, null)
      after.afterCommit(() => this.boards.campaignChanged(campaignId))
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
