import { testSql } from '#tests/support/fixtures'

/** The history of a channel with names in place of ids, as specs compare it. */
const TABLES = {
  followers: `
    SELECT v.login, h.* FROM follower_history h JOIN viewers v ON v.id = h.viewer_id
    WHERE h.channel_id = $1 ORDER BY h.id`,
  roles: `
    SELECT v.login, h.* FROM viewer_roles h JOIN viewers v ON v.id = h.viewer_id
    WHERE h.channel_id = $1 ORDER BY h.id`,
  subscriptions: `
    SELECT v.login, p.login AS gifter, g.total AS gift_total, g.found AS gift_found, h.*
    FROM viewer_subscriptions h JOIN viewers v ON v.id = h.viewer_id
    LEFT JOIN subscription_gifts g ON g.id = h.gift_id LEFT JOIN viewers p ON p.id = COALESCE(h.gifter_id, g.gifter_id)
    WHERE h.channel_id = $1 ORDER BY h.id`,
  sessions: 'SELECT * FROM stream_sessions WHERE channel_id = $1 ORDER BY started_at',
}

export type HistoryTable = keyof typeof TABLES

export function historyOf(channelId: string, table: HistoryTable) {
  return testSql().run<Record<string, unknown>>(TABLES[table], [channelId])
}
