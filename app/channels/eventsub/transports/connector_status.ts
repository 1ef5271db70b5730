import type { Sql } from '#core/sql'
import type { ConnectorStatus } from '#channels/connectors/connector'
import type { Method } from '#channels/eventsub/transports/transport'

interface Row {
  wanted: number
  connected: number
  waiting: number
  reason: string | null
}

/** How a transport is, by the channels that come by it. */
export async function connectorStatus(sql: Sql, method: Method): Promise<ConnectorStatus> {
  const [row] = await sql.run<Row>(
    `SELECT count(*)::int AS wanted,
       (count(*) FILTER (WHERE state = 'connected'))::int AS connected,
       (count(*) FILTER (WHERE state IN ('connecting', 'reconnecting')))::int AS waiting,
       min(reason) FILTER (WHERE state <> 'connected') AS reason
     FROM eventsub_states WHERE transport = $1 AND state <> 'stopped'`,
    [method]
  )
  const { wanted, connected, waiting, reason } = row ?? { ...NONE }
  return {
    state: stateOf({ wanted, connected, waiting }),
    detail: wanted === 0 ? 'Not in use' : (reason ?? `${connected} of ${wanted} channels`),
    channels: { wanted, connected },
  }
}

const NONE: Row = { wanted: 0, connected: 0, waiting: 0, reason: null }

function stateOf({ wanted, connected, waiting }: Omit<Row, 'reason'>): ConnectorStatus['state'] {
  if (wanted === 0) {
    return 'off'
  }
  if (connected === wanted) {
    return 'connected'
  }
  if (connected > 0) {
    return 'degraded'
  }
  return waiting > 0 ? 'connecting' : 'failed'
}
