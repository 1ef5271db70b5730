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
  // A transaction has one connection, on which statements go one after the other.
  let before: Promise<unknown> = Promise.resolve()

  return {
    async run(text, values = []) {
      // Knex speaks named bindings. The space keeps `$1::type` from reading as its `:name:`.
      const named = text.replace(/\$(\d+)/g, ':p$1 ')
      const bindings: Record<string, StrictValuesWithoutRaw> = Object.fromEntries(
        values.map((value, index) => [`p${index + 1}`, value as StrictValuesWithoutRaw])
      )
      if (!client.isTransaction) {
        const { rows } = await client.rawQuery(named, bindings)
        return rows
      }
      const turn = before.then(() => client.rawQuery(named, bindings))
      before = turn.catch(() => {})
      const { rows } = await turn
      return rows
    },
  }
}
