import db from '@adonisjs/lucid/services/db'
import { Gathering } from '#core/gathering'
import { kept } from '#core/prepared_names'
import { onLucid } from '#core/sql'
import { LEASE_COLUMNS, type LeaseRow, type Tab } from '#foundry/lease/lease'

interface Renewal {
  tab: Tab
  renewed?: LeaseRow
}

/**
 * The signs of life of a process' tabs, those that come together in one
 * statement: a world that merely waits costs as good as nothing.
 */
export class LeaseRenewals {
  #gathering = new Gathering<Renewal>((lot) => this.#renew(lot))

  /** @param seconds it holds from now on */
  constructor(private seconds: () => number) {}

  /** @returns undefined when the tab is not in charge, or a roll of its holds the row just now */
  async renew(tab: Tab): Promise<LeaseRow | undefined> {
    const renewal: Renewal = { tab }
    await this.#gathering.add(renewal)
    return renewal.renewed
  }

  async #renew(lot: Renewal[]): Promise<void> {
    const rows = await onLucid(db.connection()).run<LeaseRow & { connection_id: string }>(
      kept(`UPDATE foundry_leases SET expires_at = clock_timestamp() + make_interval(secs => $4)
       WHERE connection_id IN (
         SELECT l.connection_id FROM foundry_leases l
         JOIN unnest($1::uuid[], $2::uuid[], $3::text[]) AS tab(connection_id, token_id, client_id)
           ON l.connection_id = tab.connection_id AND l.token_id = tab.token_id
             AND l.client_id = tab.client_id
         WHERE l.expires_at > clock_timestamp()
         FOR NO KEY UPDATE OF l SKIP LOCKED)
       RETURNING connection_id, ${LEASE_COLUMNS}`),
      [
        lot.map(({ tab }) => tab.connectionId),
        lot.map(({ tab }) => tab.tokenId),
        lot.map(({ tab }) => tab.clientId),
        this.seconds(),
      ]
    )
    for (const renewal of lot) {
      renewal.renewed = rows.find((row) => isOf(row, renewal.tab))
    }
  }
}

const isOf = (row: LeaseRow & { connection_id: string }, tab: Tab) =>
  row.connection_id === tab.connectionId &&
  row.token_id === tab.tokenId &&
  row.client_id === tab.clientId
