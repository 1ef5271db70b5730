import type { Sql } from '#core/sql'
import type { Candidate } from '#polls/control/way_to_vote'
import { OPEN_STATES_SQL } from '#polls/poll_state'

export interface FoundCandidate extends Candidate {
  streamerId: string
  streamer: string
  broadcasterId: string
}

/** A campaign's streamers, with what each has in use and allowed. */
export function findCandidates(sql: Sql, campaignId: string): Promise<FoundCandidate[]> {
  return sql.run<FoundCandidate>(
    `SELECT m.user_id AS "streamerId", u.display_name AS streamer, a.twitch_id AS "broadcasterId",
       m.is_live AS "isLive", a.state = 'valid' AS "isConnected", a.broadcaster_type <> '' AS "isAffiliate",
       a.scopes,
       ARRAY(SELECT f.feature FROM channel_features f WHERE f.streamer_id = m.user_id) AS features,
       EXISTS (SELECT FROM poll_channels c
               WHERE c.broadcaster_id = a.twitch_id AND c.state IN (${OPEN_STATES_SQL})) AS "isBusy"
     FROM campaign_members m
     JOIN users u ON u.id = m.user_id
     JOIN twitch_accounts a ON a.user_id = m.user_id
     WHERE m.campaign_id = $1 AND m.role = 'streamer'
     ORDER BY a.twitch_id`,
    [campaignId]
  )
}
