import type { Sql } from '#core/sql'
import { uuidv7 } from '#core/ids'
import type { Finding, FindingState } from '#preflight/finding'

/** `full` before going live, `light` again and again while the campaign is live. */
export type ReportKind = 'full' | 'light'

/** What was found of one thing. */
export type Section = {
  about: 'installation' | 'table' | 'channel'
  title: string
  streamerId: string | null
  findings: Finding[]
}

export type Report = { kind: ReportKind; state: FindingState; sections: Section[] }

export type StoredReport = Report & { id: string; at: string; by: string | null }

interface Row {
  id: string
  kind: ReportKind
  state: FindingState
  sections: Section[]
  made_at: Date
  by: string | null
}

/** So many of each campaign are kept. */
const KEPT = 30

/** @param by who asked; null when the app did */
export async function storeReport(
  sql: Sql,
  campaignId: string,
  { kind, state, sections }: Report,
  by: string | null
): Promise<string> {
  const id = uuidv7()
  await sql.run(
    `INSERT INTO preflight_reports (id, campaign_id, kind, state, sections, asked_by)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6)`,
    [id, campaignId, kind, state, JSON.stringify(sections), by]
  )
  await sql.run(
    `DELETE FROM preflight_reports WHERE campaign_id = $1 AND kind = $2 AND id NOT IN (
       SELECT id FROM preflight_reports WHERE campaign_id = $1 AND kind = $2
       ORDER BY made_at DESC, id DESC LIMIT $3)`,
    [campaignId, kind, KEPT]
  )
  return id
}

/** The newest first; of one channel only what concerns it. */
export async function latestReports(
  sql: Sql,
  campaignId: string,
  kind: ReportKind,
  limit: number
): Promise<StoredReport[]> {
  const rows = await sql.run<Row>(
    `SELECT r.id, r.kind, r.state, r.sections, r.made_at, u.display_name AS by
     FROM preflight_reports r LEFT JOIN users u ON u.id = r.asked_by
     WHERE r.campaign_id = $1 AND r.kind = $2 ORDER BY r.made_at DESC, r.id DESC LIMIT $3`,
    [campaignId, kind, limit]
  )
  return rows.map(({ made_at: at, ...row }) => ({ ...row, at: at.toISOString() }))
}
