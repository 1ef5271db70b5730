import type { Sql } from '#core/sql'

/** Nobody's points are held for longer by a break. */
export const HELD_MINUTES = 60

interface Times {
  /** SQL: when it was ordered. */
  since: string
  /** SQL: when it would run out. */
  due: string
  minutes?: number
}

/**
 * SQL condition for `campaigns c`: the GM's break holds back what would run out in
 * it. Not what had run out before, nor anything for ever; and stopping
 * everything ends the holding.
 */
export const heldByBreak = ({ since, due, minutes = HELD_MINUTES }: Times) => `(
  c.break_since < ${due} AND c.panic_since IS NULL AND c.archived_at IS NULL
  AND ${since} > clock_timestamp() - interval '${minutes} minutes')`

/** SQL: when what was held runs out, with the time it had left when the break began. */
export const dueAfterBreak = ({ since, due, minutes = HELD_MINUTES }: Times) =>
  `GREATEST(${due}, LEAST(
    ${due} + (clock_timestamp() - GREATEST(c.break_since, ${since})),
    ${since} + interval '${minutes} minutes'))`

/** Of `foundry_commands k`. */
const TIMES: Times = { since: 'k.issued_at', due: 'k.expires_at' }

/** SQL condition for `foundry_commands k` and `campaigns c`: it waits for the end of a break. */
export const COMMAND_IS_HELD = `(k.status IN ('queued', 'delivered') AND ${heldByBreak(TIMES)})`

/**
 * Gives commands the time back that a break has taken. In the transaction that ends
 * the break and before it does, with the campaign's row locked.
 */
export async function releaseCommands(sql: Sql, campaignId: string): Promise<void> {
  await sql.run(
    `UPDATE foundry_commands k SET expires_at = ${dueAfterBreak(TIMES)}
     FROM campaigns c
     WHERE c.id = $1 AND k.campaign_id = c.id AND ${COMMAND_IS_HELD}`,
    [campaignId]
  )
}
