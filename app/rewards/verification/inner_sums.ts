import type { Sql } from '#core/sql'
import type { Difference } from '#rewards/verification/difference'
import { INNER_CHECKS } from '#rewards/verification/inner_checks'

/** Whether the ledger agrees with itself. Each check is one statement, so it sees one moment. */
export async function innerSums(sql: Sql): Promise<Difference[]> {
  const differences: Difference[] = []
  for (const { kind, sentence, query } of INNER_CHECKS) {
    const rows = await sql.run<{ about: string; ledger: string; other: string }>(query)
    differences.push(...rows.map((row) => ({ kind, sentence, channel: null, ...row })))
  }
  return differences
}
