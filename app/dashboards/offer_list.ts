import type { Sql } from '#core/sql'
import type { Tuning } from '#gamification/events/tuning'
import { pauseSentence } from '#gamification/sale/pause_sentences'

/** An event of the live campaign as its streamer may put it on sale. */
export type Offer = {
  eventId: string
  name: string
  description: string
  /** `group`: the streamers of the campaign fill one goal together. */
  kind: 'individual' | 'group'
  mode: 'consume' | 'open' | 'immediate'
  /** The GM's switch; without it the streamer's does nothing yet. */
  isEnabled: boolean
  /** The streamer's own switch. */
  isOffered: boolean
  /** Channel points: what it costs here, and what the campaign suggests. */
  cost: number
  suggestedCost: number
  /** What the streamer has set apart for the own channel; the price is `cost`. */
  tuning: Omit<Tuning, 'cost'>
  /** What holds without. */
  suggested: Omit<Tuning, 'cost'>
  reward: {
    id: string
    state: 'wanted' | 'present' | 'refused' | 'orphaned' | 'gone' | 'retired'
    title: string
    /** Being made anew: open points go back, then the old one is deleted. */
    isRenewing: boolean
    isPaused: boolean
    /** A sentence. */
    pauseReason: string | null
    failure: string | null
  } | null
}

/** SQL: what a streamer may set apart, each from its column. */
const tuningOf = (value: (column: string) => string) => `jsonb_build_object(
  'coefficient', ${value('coefficient')}, 'minimum', ${value('minimum')},
  'durationSeconds', ${value('duration_seconds')},
  'cooldownSeconds', ${value('cooldown_seconds')},
  'viewerCap', ${value('viewer_cap')}, 'viewerStreamCap', ${value('viewer_stream_cap')})`

/** What a streamer can sell in a campaign, in the GM's order. */
export async function offers(sql: Sql, campaignId: string, streamerId: string): Promise<Offer[]> {
  const rows = await sql.run<Offer>(
    `SELECT e.id AS "eventId", e.name, e.description, e.kind, e.mode,
            COALESCE(c.is_enabled, false) AS "isEnabled",
            COALESCE(s.is_enabled, false) AS "isOffered",
            COALESCE(s.cost, c.cost, e.cost) AS cost,
            COALESCE(c.cost, e.cost) AS "suggestedCost",
            ${tuningOf((column) => `s.${column}`)} AS tuning,
            ${tuningOf((column) => `COALESCE(c.${column}, e.${column})`)} AS suggested,
            CASE WHEN w.id IS NULL THEN NULL ELSE jsonb_build_object(
              'id', w.id, 'isRenewing', w.renew_since IS NOT NULL, 'state', w.state, 'title', w.title, 'isPaused', w.is_paused,
              'pauseReason', w.pause_reason, 'failure', w.failure_message) END AS reward
     FROM gamification_events e
     LEFT JOIN campaign_configs c ON c.event_id = e.id
     LEFT JOIN streamer_configs s ON s.event_id = e.id AND s.streamer_id = $2
     LEFT JOIN rewards w ON w.handler = 'event' AND w.subject_id = e.id AND w.streamer_id = $2
       AND w.retired_at IS NULL
     WHERE e.campaign_id = $1 AND e.archived_at IS NULL
     ORDER BY e.position, e.created_at`,
    [campaignId, streamerId]
  )
  return rows.map(withSentence)
}

function withSentence({ reward, ...offer }: Offer): Offer {
  const pauseReason = reward?.pauseReason ? pauseSentence(reward.pauseReason) : null
  return { ...offer, reward: reward && { ...reward, pauseReason } }
}
