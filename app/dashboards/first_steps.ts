import type { Sql } from '#core/sql'
import { STREAMER_SCOPES } from '#accounts/streamer_scopes'

/** One step on the way to the first redemption, and where it is taken. */
export type FirstStep = {
  id: string
  label: string
  detail: string
  isDone: boolean
  action: { label: string; href: string; external: boolean } | null
}

interface CampaignFacts {
  has_event: boolean
  has_streamer: boolean
  has_table: boolean
  has_reward: boolean
  streams_too: boolean
}

/** What a GM does before viewers can join in; all done once the first reward is on sale. */
export async function campaignSteps(
  sql: Sql,
  campaignId: string,
  userId: string
): Promise<FirstStep[]> {
  const [facts] = await sql.run<CampaignFacts>(
    `SELECT EXISTS (SELECT FROM gamification_events e JOIN campaign_configs c ON c.event_id = e.id
              WHERE e.campaign_id = $1 AND e.archived_at IS NULL AND c.is_enabled) AS has_event,
            EXISTS (SELECT FROM campaign_members
              WHERE campaign_id = $1 AND role = 'streamer') AS has_streamer,
            EXISTS (SELECT FROM foundry_connections
              WHERE campaign_id = $1 AND is_active) AS has_table,
            EXISTS (SELECT FROM rewards WHERE campaign_id = $1 AND state = 'present'
              AND is_enabled AND retired_at IS NULL) AS has_reward,
            EXISTS (SELECT FROM campaign_members WHERE campaign_id = $1 AND user_id = $2
              AND role = 'streamer') AS streams_too`,
    [campaignId, userId]
  )
  const base = `/campaigns/${campaignId}`
  const go = (label: string, href: string) => ({ label, href, external: false })

  return [
    {
      id: 'event',
      label: 'Switch an event on',
      detail: 'It says what happens when enough viewers join in.',
      isDone: facts?.has_event ?? false,
      action: go('Events', `${base}/events`),
    },
    {
      id: 'streamer',
      label: 'Invite a streamer',
      detail: 'By a link. If you stream yourself, invite yourself.',
      isDone: facts?.has_streamer ?? false,
      action: go('Members', `${base}/members`),
    },
    {
      id: 'table',
      label: 'Connect Foundry',
      detail: 'Install the module, and approve the code it shows.',
      isDone: facts?.has_table ?? false,
      action: go('Foundry', `${base}/foundry`),
    },
    {
      id: 'reward',
      label: 'Put a reward on sale',
      detail: 'Your streamer does that, and sets the price.',
      isDone: facts?.has_reward ?? false,
      action: facts?.streams_too ? go('My channel', '/dashboard') : null,
    },
  ]
}

interface StreamerFacts {
  may_sell: boolean
  has_reward: boolean
  has_overlay: boolean
}

/** What a streamer does before the first redemption can be seen on stream. */
export async function streamerSteps(sql: Sql, streamerId: string): Promise<FirstStep[]> {
  const [facts] = await sql.run<StreamerFacts>(
    `SELECT EXISTS (SELECT FROM twitch_accounts WHERE user_id = $1 AND state = 'valid'
              AND scopes @> ARRAY(SELECT jsonb_array_elements_text($2::jsonb))) AS may_sell,
            EXISTS (SELECT FROM rewards WHERE streamer_id = $1 AND state = 'present'
              AND is_enabled AND retired_at IS NULL) AS has_reward,
            EXISTS (SELECT FROM overlays
              WHERE streamer_id = $1 AND last_seen_at IS NOT NULL) AS has_overlay`,
    [streamerId, JSON.stringify(STREAMER_SCOPES)]
  )

  return [
    {
      id: 'permission',
      label: 'Allow channel-point rewards',
      detail: 'Twitch asks you. It covers rewards and redemptions, nothing else.',
      isDone: facts?.may_sell ?? false,
      action: {
        label: 'Allow',
        href: '/auth/twitch/redirect?for=streamer&return=/dashboard',
        external: true,
      },
    },
    {
      id: 'reward',
      label: 'Put a reward on sale',
      detail: 'Switch one on below. Its price is yours to choose.',
      isDone: facts?.has_reward ?? false,
      action: null,
    },
    {
      id: 'overlay',
      label: 'Add the overlay to OBS',
      detail: 'One browser source. Your viewers see the goal fill up.',
      isDone: facts?.has_overlay ?? false,
      action: { label: 'Set up', href: `/streamers/${streamerId}/overlay`, external: false },
    },
  ]
}
