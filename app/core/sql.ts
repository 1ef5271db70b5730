import type { TransactionClientContract, QueryClientContract } from '@adonisjs/lucid/types/database'
import type { StrictValuesWithoutRaw } from '@adonisjs/lucid/types/querybuilder'

/** What may stand for a placeholder; objects go in as JSON text. */
export type SqlValue = StrictValuesWithoutRaw | (string | null)[] | null

/**
 * SQL text with `$1` placeholders, run in whatever transaction the caller is
 * in. The hot lane of the ledger has an implementation of its own.
 */
export interface Sql {
  run<Row>(text: string, values?: SqlValue[]): Promise<Row[]>
}

export function onLucid(client: TransactionClientContract | QueryClientContract): Sql {
  return {
    async run(text, values = []) {
      // Knex speaks named bindings. The space keeps `$1::type` from reading as its `:name:`.
      const named = text.replace(/\$(\d+)/g, ':p$1 ')
      const bindings: Record<string, StrictValuesWithoutRaw> = Object.fromEntries(
        values.map((value, index) => [`p${index + 1}`, value as StrictValuesWithoutRaw])
      )
      const result = await client.rawQuery(named, bindings)
      return result.rows
    },
  }
}
