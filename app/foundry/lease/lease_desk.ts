import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { BridgeSettings } from '#foundry/bridge_settings'
import { LEASE_COLUMNS, type LeaseRow, readLease, type Tab } from '#foundry/lease/lease'
import { LeaseRenewals } from '#foundry/lease/lease_renewals'

export interface LeaseAnswer {
  row: LeaseRow
  /** True when the holder is another one than before. */
  changed: boolean
}

const VACANT = `token_id = NULL, client_id = NULL, holder_name = NULL, fencing = fencing + 1,
  expires_at = clock_timestamp(), vacant_since = clock_timestamp()`

/** Tells every web process; they tell their tabs. */
const TELL = `pg_notify('bridge', 'lease:' || connection_id)`

/**
 * The one right to execute commands and report rolls. Every step is a single
 * conditional update judged by the database's clock, and each change of holder
 * raises the fencing number, so that whoever was in charge before is refused.
 */
@inject()
export class LeaseDesk {
  constructor(
    private settings: BridgeSettings,
    private renewals: LeaseRenewals
  ) {}

  /** A sign of life: the holder keeps it, a candidate takes it when nobody has it. */
  async signOfLife(sql: Sql, tab: Tab, name: string, isCandidate: boolean): Promise<LeaseAnswer> {
    if (!isCandidate) {
      return this.giveUp(sql, tab)
    }

    const renewed = await this.renew(sql, tab)
    if (renewed) {
      return { row: renewed, changed: false }
    }

    const taken = await this.#take(sql, tab, name)
    return taken
      ? { row: taken, changed: true }
      : { row: await readLease(sql, tab.connectionId), changed: false }
  }

  /** Together with others first; alone it waits for a roll that holds the row. */
  async renew(sql: Sql, tab: Tab): Promise<LeaseRow | undefined> {
    return (await this.renewals.renew(tab)) ?? this.#renewAlone(sql, tab)
  }

  async #renewAlone(sql: Sql, tab: Tab): Promise<LeaseRow | undefined> {
    const [row] = await sql.run<LeaseRow>(
      `UPDATE foundry_leases SET expires_at = clock_timestamp() + make_interval(secs => $4)
       WHERE connection_id = $1 AND token_id = $2 AND client_id = $3
         AND expires_at > clock_timestamp()
       RETURNING ${LEASE_COLUMNS}`,
      [tab.connectionId, tab.tokenId, tab.clientId, this.settings.lease]
    )
    return row
  }

  async giveUp(sql: Sql, tab: Tab): Promise<LeaseAnswer> {
    const rows = await sql.run(
      `WITH freed AS (
         UPDATE foundry_leases SET ${VACANT}
         WHERE connection_id = $1 AND token_id = $2 AND client_id = $3
         RETURNING connection_id
       )
       SELECT ${TELL} FROM freed`,
      [tab.connectionId, tab.tokenId, tab.clientId]
    )
    return { row: await readLease(sql, tab.connectionId), changed: rows.length > 0 }
  }

  /**
   * The holder's stream has closed. A tab that is alive after all is asked for
   * a heartbeat, which gives it the full time again.
   */
  async shorten(sql: Sql, tab: Tab): Promise<void> {
    await sql.run(
      `WITH shortened AS (
         UPDATE foundry_leases
         SET expires_at = LEAST(expires_at, clock_timestamp() + make_interval(secs => $4))
         WHERE connection_id = $1 AND token_id = $2 AND client_id = $3
           AND expires_at > clock_timestamp()
         RETURNING connection_id
       )
       SELECT pg_notify('bridge', 'ping:' || connection_id) FROM shortened`,
      [tab.connectionId, tab.tokenId, tab.clientId, this.settings.closedStream]
    )
  }

  /** Frees what nobody renewed. Returns the campaigns concerned. */
  async freeLapsed(sql: Sql): Promise<string[]> {
    return this.#free(sql, 'client_id IS NOT NULL AND expires_at <= clock_timestamp()', [])
  }

  /** A browser lost its access. */
  async freeOfToken(sql: Sql, tokenId: string): Promise<string[]> {
    return this.#free(sql, 'token_id = $1', [tokenId])
  }

  async #take(sql: Sql, tab: Tab, name: string): Promise<LeaseRow | undefined> {
    const [row] = await sql.run<LeaseRow>(
      `WITH taken AS (
         UPDATE foundry_leases
         SET token_id = $2, client_id = $3, holder_name = $4, fencing = fencing + 1,
             acquired_at = clock_timestamp(), vacant_since = NULL,
             expires_at = clock_timestamp() + make_interval(secs => $5)
         WHERE connection_id = $1 AND (client_id IS NULL OR expires_at <= clock_timestamp())
         RETURNING *
       )
       SELECT ${LEASE_COLUMNS}, ${TELL} FROM taken`,
      [tab.connectionId, tab.tokenId, tab.clientId, name, this.settings.lease]
    )
    return row
  }

  async #free(sql: Sql, condition: string, values: string[]): Promise<string[]> {
    const rows = await sql.run<{ campaign_id: string }>(
      `WITH freed AS (
         UPDATE foundry_leases SET ${VACANT} WHERE ${condition} RETURNING connection_id
       )
       SELECT campaign_id, ${TELL}
       FROM freed JOIN foundry_connections c ON c.id = freed.connection_id`,
      values
    )
    return rows.map((row) => row.campaign_id)
  }
}
