import type { Sql } from '#core/sql'
import { testSql } from '#tests/support/fixtures'

interface Node {
  'Relation Name'?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  'Plans'?: Node[]
}

/** How many rows of a table PostgreSQL looks at for what is read. The reader itself gets none. */
export async function rowsLookedAt(
  table: string,
  read: (sql: Sql) => Promise<unknown>
): Promise<number> {
  let rows = 0
  await read({
    async run(text, values) {
      const plans = await testSql().run<{ 'QUERY PLAN': { Plan: Node }[] }>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
        values
      )
      for (const plan of plans) for (const { Plan } of plan['QUERY PLAN']) rows += rowsOf(Plan)
      return []
    },
  })
  return rows

  function rowsOf(node: Node): number {
    const removed =
      (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
    const own = ((node['Actual Rows'] ?? 0) + removed) * (node['Actual Loops'] ?? 0)
    const below = (node.Plans ?? []).reduce((sum, child) => sum + rowsOf(child), 0)
    return (node['Relation Name'] === table ? own : 0) + below
  }
}
