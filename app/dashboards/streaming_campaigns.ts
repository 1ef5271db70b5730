import type { Sql } from '#core/sql'

export type StreamingCampaign = {
  id: string
  name: string
  isLive: boolean
  isOnBreak: boolean
  mayManage: boolean
}

/** The campaigns somebody streams for, the live one first. */
export function streamingCampaigns(sql: Sql, streamerId: string): Promise<StreamingCampaign[]> {
  return sql.run<StreamingCampaign>(
    `SELECT g.id, g.name, m.is_live AS "isLive", g.break_since IS NOT NULL AS "isOnBreak",
            EXISTS (SELECT FROM campaign_members o WHERE o.campaign_id = g.id
                      AND o.user_id = $1 AND o.role IN ('owner', 'co_gm')) AS "mayManage"
     FROM campaign_members m JOIN campaigns g ON g.id = m.campaign_id
     WHERE m.user_id = $1 AND m.role = 'streamer' AND g.archived_at IS NULL
     ORDER BY m.is_live DESC, g.name`,
    [streamerId]
  )
}
