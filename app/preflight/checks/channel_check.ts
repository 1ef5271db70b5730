import { STREAMER_SCOPES } from '#accounts/streamer_scopes'
import type { Sql } from '#core/sql'
import { channelConnections } from '#dashboards/connection_list'
import type { Finding } from '#preflight/finding'
import { fromConnection } from '#preflight/from_connection'
import { PreFlightCheck, type StreamerSubject } from '#preflight/pre_flight_check'

const STATES = { ok: 'passed', waiting: 'warning', broken: 'failed', off: 'warning' } as const

/** What Twitch lets us do on the channel, and whether it tells us of redemptions. */
export class ChannelCheck extends PreFlightCheck<StreamerSubject> {
  readonly id = 'channel'
  readonly label = 'Channel'

  async run({ sql, streamerId }: StreamerSubject): Promise<Finding[]> {
    const connections = await channelConnections(sql, streamerId)
    if (connections.length === 0) {
      return [this.found('failed', 'No Twitch account is connected.')]
    }
    const waiting = (await maySell(sql, streamerId)) ? 'warning' : 'failed'
    return connections.map((connection) =>
      connection.part === 'twitch'
        ? fromConnection('token', connection, { ...STATES, waiting })
        : fromConnection('eventsub', connection, STATES)
    )
  }
}

/** Without it nothing can be sold; what else is not allowed is missed, no more. */
async function maySell(sql: Sql, streamerId: string): Promise<boolean> {
  const rows = await sql.run(
    `SELECT 1 FROM twitch_accounts
     WHERE user_id = $1 AND broadcaster_type <> '' AND scopes @> $2::text[]`,
    [streamerId, [...STREAMER_SCOPES]]
  )
  return rows.length > 0
}
