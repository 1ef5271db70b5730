import type { Sql } from '#core/sql'
import { asksForConsent } from '#channels/eventsub/revocation_reason'
import { consent, type PermissionRow, twitchPermission } from '#dashboards/twitch_permission'

/** One connection as a person reads it: its state, its last event, the one thing to do. */
export type Connection = {
  part: 'twitch' | 'events' | 'foundry' | 'overlay' | 'chat'
  label: string
  state: 'ok' | 'waiting' | 'broken' | 'off'
  detail: string
  lastAt: string | null
  /** What to do, and where; null when nothing needs doing. */
  action: { label: string; href: string; external: boolean } | null
}

interface ChannelRow extends PermissionRow {
  events_state: string | null
  events_reason: string | null
  /** Why Twitch does not tell of redemptions although it is connected. */
  untold_because: string | null
  last_event_at: Date | null
  has_rewards: boolean
  is_paused: boolean
}

const REDEMPTIONS = 'channel.channel_points_custom_reward_redemption.add'
const FOUND_LATER = 'Redemptions are found in Twitch’s list a minute later.'

/** Twitch and EventSub of one streamer. */
export async function channelConnections(sql: Sql, streamerId: string): Promise<Connection[]> {
  const [row] = await sql.run<ChannelRow>(
    `SELECT a.login, a.display_name, a.state AS account_state, a.state_reason AS account_reason,
            a.problem AS account_problem, a.broadcaster_type, a.scopes,
            ARRAY(SELECT feature FROM channel_features WHERE streamer_id = a.user_id) AS switched_on,
            c.state AS events_state, c.reason AS events_reason,
            c.last_event_at, (
              SELECT s.reason FROM eventsub_subscriptions s
              WHERE s.streamer_id = a.user_id AND s.type = $2
                AND s.status IN ('refused', 'revoked') AND s.missing_scope IS NULL
                AND NOT EXISTS (SELECT FROM eventsub_subscriptions o
                  WHERE o.streamer_id = s.streamer_id AND o.type = s.type AND o.status = 'enabled')
              LIMIT 1) AS untold_because,
            EXISTS (SELECT FROM listening_pauses p WHERE p.streamer_id = a.user_id) AS is_paused,
            EXISTS (SELECT FROM rewards w WHERE w.streamer_id = a.user_id AND w.is_enabled
                      AND w.retired_at IS NULL) AS has_rewards
     FROM twitch_accounts a LEFT JOIN eventsub_states c ON c.streamer_id = a.user_id
     WHERE a.user_id = $1`,
    [streamerId, REDEMPTIONS]
  )

  return row ? [twitchPermission(row), events(row)] : []
}

function events(row: ChannelRow): Connection {
  const base = {
    part: 'events' as const,
    label: 'Redemptions from Twitch',
    lastAt: row.last_event_at?.toISOString() ?? null,
    action: null,
  }

  if (row.is_paused) {
    return {
      ...base,
      state: 'waiting',
      detail: `Disconnected by hand. ${FOUND_LATER}`,
    }
  }
  switch (row.events_state) {
    case 'connected':
      return row.untold_because === null
        ? { ...base, state: 'ok', detail: 'Listening' }
        : {
            ...base,
            state: 'waiting',
            detail: `${row.untold_because} ${FOUND_LATER}`,
            action: asksForConsent(row.untold_because) ? consent('Connect again') : null,
          }
    case 'connecting':
    case 'reconnecting':
      return {
        ...base,
        state: 'waiting',
        detail: `${row.events_reason ?? 'Connecting.'} Nothing is lost meanwhile.`,
      }
    case 'failed':
      return {
        ...base,
        state: 'broken',
        detail: row.events_reason ?? 'Twitch refuses the connection.',
        action: consent('Connect again'),
      }
    default:
      return row.has_rewards
        ? { ...base, state: 'waiting', detail: 'Starting' }
        : { ...base, state: 'off', detail: 'Starts with your first reward' }
  }
}

interface TableRow {
  world_title: string | null
  last_seen_at: Date | null
  holder_name: string | null
  is_held: boolean | null
}

/** The campaign's Foundry world. `mayManage` decides whether there is something to do here. */
export async function foundryConnection(
  sql: Sql,
  campaignId: string,
  mayManage: boolean
): Promise<Connection> {
  const [row] = await sql.run<TableRow>(
    `SELECT f.world_title, f.last_seen_at, l.holder_name,
            l.token_id IS NOT NULL AND l.expires_at > clock_timestamp() AS is_held
     FROM foundry_connections f LEFT JOIN foundry_leases l ON l.connection_id = f.id
     WHERE f.campaign_id = $1 AND f.is_active`,
    [campaignId]
  )
  const base = {
    part: 'foundry' as const,
    label: 'Foundry',
    lastAt: row?.last_seen_at?.toISOString() ?? null,
    action: null,
  }

  if (!row) {
    return {
      ...base,
      state: 'off',
      detail: mayManage ? 'No world is paired yet.' : 'The GM has not paired a world yet.',
      action: mayManage
        ? { label: 'Pair Foundry', href: `/campaigns/${campaignId}/foundry`, external: false }
        : null,
    }
  }

  return row.is_held
    ? { ...base, state: 'ok', detail: `${row.world_title}, at ${row.holder_name ?? 'the GM'}’s` }
    : {
        ...base,
        state: 'broken',
        detail: 'No GM tab is open in Foundry. Rewards wait until one is.',
      }
}

/** The streamer's overlay: seen lately by OBS, or not. */
export async function overlayConnection(sql: Sql, streamerId: string): Promise<Connection> {
  const [row] = await sql.run<{ last_seen_at: Date | null; is_recent: boolean | null }>(
    `SELECT last_seen_at, last_seen_at > now() - interval '2 minutes' AS is_recent
     FROM overlays WHERE streamer_id = $1`,
    [streamerId]
  )

  return {
    part: 'overlay',
    label: 'Overlay in OBS',
    state: row?.is_recent ? 'ok' : row?.last_seen_at ? 'waiting' : 'off',
    detail: row?.is_recent
      ? 'On the air'
      : row?.last_seen_at
        ? 'Not seen lately. Open OBS, or check the source.'
        : 'Paste the overlay’s address into OBS.',
    lastAt: row?.last_seen_at?.toISOString() ?? null,
    action: null,
  }
}
