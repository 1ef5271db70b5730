import { kept } from '#core/prepared_names'
import type { Sql } from '#core/sql'
import type { LeaseState } from '#foundry/protocol'

/** A tab of a paired browser. */
export interface Tab {
  connectionId: string
  tokenId: string
  /** The tab's own id, a new one for each page load. */
  clientId: string
}

/** What the database says about a lease, by its own clock. */
export interface LeaseRow {
  token_id: string | null
  client_id: string | null
  holder_name: string | null
  fencing: number
  /** Seconds; 0 once it has lapsed. */
  ttl: number
}

export const LEASE_COLUMNS = `token_id, client_id, holder_name, fencing,
  GREATEST(0, EXTRACT(EPOCH FROM expires_at - clock_timestamp()))::float8 AS ttl`

export async function readLease(sql: Sql, connectionId: string): Promise<LeaseRow> {
  const [row] = await sql.run<LeaseRow>(
    `SELECT ${LEASE_COLUMNS} FROM foundry_leases WHERE connection_id = $1`,
    [connectionId]
  )
  return row ?? { token_id: null, client_id: null, holder_name: null, fencing: 0, ttl: 0 }
}

/** The lease as one tab is to see it. */
export function toLeaseState(row: LeaseRow, tab: Pick<Tab, 'tokenId' | 'clientId'>): LeaseState {
  const isAlive = row.client_id !== null && row.ttl > 0
  const held = isAlive && row.token_id === tab.tokenId && row.client_id === tab.clientId

  return {
    held,
    fencing: row.fencing,
    holder: isAlive && !held ? row.holder_name : null,
    ttl: isAlive ? Math.ceil(row.ttl) : 0,
  }
}

/**
 * The lease when this tab is in charge, with this fencing number. The row stays
 * locked until the transaction ends, so that nobody takes over meanwhile.
 */
export async function heldLease(
  sql: Sql,
  tab: Tab,
  fencing: number
): Promise<LeaseRow | undefined> {
  const [row] = await sql.run<LeaseRow>(
    kept(`SELECT ${LEASE_COLUMNS} FROM foundry_leases
     WHERE connection_id = $1 AND token_id = $2 AND client_id = $3 AND fencing = $4
       AND expires_at > clock_timestamp()
     FOR SHARE`),
    [tab.connectionId, tab.tokenId, tab.clientId, fencing]
  )
  return row
}
