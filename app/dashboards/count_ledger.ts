import type { Sql } from '#core/sql'
import { condition, type LedgerTotals, type Whose } from '#dashboards/redemption_list'

/** Everybody who asks within this time gets one answer; boards ask 400 ms after a change. */
const SHARED_MS = 300
/** Redemptions of longer ago are hardly ever settled any more, so their count is kept. */
const RECENT_HOURS = 6
const KEPT_MS = 10 * 60_000
const MAX_KEPT = 1_000

/** What was settled of all that was redeemed before a moment. */
interface Past {
  before: string
  fulfilled: number
  refunded: number
  /** How many of them were open: as long as that stays, so do the others. */
  open: number
  until: number
}

interface Present {
  fulfilled: number
  refunded: number
  open: number
  stuck: number
  pastOpen: number
}

/**
 * Counts a ledger for boards that reload all the time: what is long settled is
 * counted once in a while, only the last hours and what is open at every answer.
 * Received is the sum of the others, so that it always adds up.
 */
export class CountLedger {
  #past = new Map<string, Past>()
  #shared = new Map<string, { totals: Promise<LedgerTotals>; until: number }>()

  execute(sql: Sql, whose: Whose): Promise<LedgerTotals> {
    const key = JSON.stringify(whose)
    const shared = this.#shared.get(key)

    if (shared && shared.until > performance.now()) {
      return shared.totals
    }

    const totals = this.#count(sql, whose, key)
    keep(this.#shared, key, { totals, until: performance.now() + SHARED_MS })
    totals.catch(() => this.#shared.delete(key))
    return totals
  }

  async #count(sql: Sql, whose: Whose, key: string): Promise<LedgerTotals> {
    const known = this.#past.get(key)
    const past = known && known.until > performance.now() ? known : await countPast(sql, whose)
    const present = await countPresent(sql, whose, past.before)
    const isStill = present.pastOpen === past.open
    const settled = isStill ? past : await countPast(sql, whose, past.before)
    keep(this.#past, key, settled)

    const fulfilled = settled.fulfilled + present.fulfilled
    const refunded = settled.refunded + present.refunded
    const { open, stuck } = present
    return { received: fulfilled + refunded + open, fulfilled, refunded, open, stuck }
  }
}

function keep<Kept>(map: Map<string, Kept>, key: string, kept: Kept): void {
  if (map.size >= MAX_KEPT) {
    map.clear()
  }
  map.set(key, kept)
}

async function countPast(sql: Sql, whose: Whose, before?: string): Promise<Past> {
  const [where, values] = condition(whose)
  const [row] = await sql.run<Omit<Past, 'until'>>(
    `SELECT moment.before::text, count(r.id) FILTER (WHERE r.state = 'fulfilled')::int AS fulfilled,
            count(r.id) FILTER (WHERE r.state = 'refunded')::int AS refunded,
            count(r.id) FILTER (WHERE r.settled_at IS NULL)::int AS open
     FROM (SELECT COALESCE($2::timestamptz, now() - interval '${RECENT_HOURS} hours')) AS moment(before)
     LEFT JOIN redemptions r ON ${where} AND r.redeemed_at < moment.before
     GROUP BY moment.before`,
    [...values, before ?? null]
  )
  const until = performance.now() + KEPT_MS
  return { ...(row ?? { before: '-infinity', fulfilled: 0, refunded: 0, open: 0 }), until }
}

/** One statement, hence one moment: nothing is counted twice while it moves. */
async function countPresent(sql: Sql, whose: Whose, since: string): Promise<Present> {
  const [where, values] = condition(whose)
  const [row] = await sql.run<Present>(
    `SELECT * FROM (
       SELECT count(*) FILTER (WHERE r.state = 'fulfilled')::int AS fulfilled,
              count(*) FILTER (WHERE r.state = 'refunded')::int AS refunded
       FROM redemptions r WHERE ${where} AND r.redeemed_at >= $2::timestamptz) AS recent, (
       SELECT count(*)::int AS open, count(r.stuck_cause)::int AS stuck,
              count(*) FILTER (WHERE r.redeemed_at < $2::timestamptz)::int AS "pastOpen"
       FROM redemptions r WHERE ${where} AND r.settled_at IS NULL) AS waiting`,
    [...values, since]
  )
  return row ?? { fulfilled: 0, refunded: 0, open: 0, stuck: 0, pastOpen: 0 }
}
