import type { Sql } from '#core/sql'
import {
  type LedgerFilter,
  type LedgerPart,
  ledgerCondition,
} from '#dashboards/accounts/ledger_filter'
import { type RedemptionLine, redemptionLines } from '#dashboards/redemption_list'

export type LinesPage = {
  lines: RedemptionLine[]
  /** Where the next page begins: after this redemption. Null on the last one. */
  next: string | null
}

const PAGE = 50

/** Redemptions of a selection, newest first, after the one the filter names. */
export async function accountLines(
  sql: Sql,
  part: LedgerPart,
  filter: LedgerFilter
): Promise<LinesPage> {
  const [where, values] = ledgerCondition(part, filter)
  const after = filter.after ? await placeOf(sql, filter.after) : null
  const [beyond, place] = after ? olderThan(after, values.length) : ['true', []]
  const lines = await redemptionLines(sql, {
    where: `${where} AND ${beyond}`,
    values: [...values, ...place],
    limit: PAGE + 1,
  })

  return nextPage(lines, PAGE)
}

/** One line more than a page was read: it tells whether there is another. */
export function nextPage<Line extends { id: string }>(
  lines: Line[],
  size: number
): { lines: Line[]; next: string | null } {
  const page = lines.slice(0, size)
  return { lines: page, next: lines.length > size ? (page.at(-1)?.id ?? null) : null }
}

/** A redemption's place in the order of time, exact to the microsecond. */
export interface Place {
  id: string
  redeemedAt: string
}

/** Null for one that is not there: the list then starts at its beginning. */
export async function placeOf(sql: Sql, id: string): Promise<Place | null> {
  const [place] = await sql.run<Place>(
    'SELECT id, redeemed_at::text AS "redeemedAt" FROM redemptions WHERE id = $1',
    [id]
  )
  return place ?? null
}

/** The condition for what comes after it; `taken` places are in use already. */
export function olderThan({ id, redeemedAt }: Place, taken: number): [string, string[]] {
  return [`(r.redeemed_at, r.id) < ($${taken + 1}::timestamptz, $${taken + 2})`, [redeemedAt, id]]
}
