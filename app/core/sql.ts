import type { TransactionClientContract, QueryClientContract } from '@adonisjs/lucid/types/database'
import type { StrictValuesWithoutRaw } from '@adonisjs/lucid/types/querybuilder'
import type { ClientBase } from 'pg'
import { PreparedNames } from '#core/prepared_names'

/** What may stand for a placeholder; objects go in as JSON text. */
export type SqlValue = StrictValuesWithoutRaw | (string | null)[] | null

/**
 * SQL text with `$1` placeholders, run in whatever transaction the caller is
 * in. The hot lane of the ledger has an implementation of its own.
 */
export interface Sql {
  run<Row>(text: string, values?: SqlValue[]): Promise<Row[]>
}

/** PostgreSQL: a table has changed since the statement was prepared. */
const OUTDATED = '0A000'

const names = new PreparedNames()

/**
 * Runs statements on Lucid's connections, without its query builder. Those that are
 * marked with `kept` are prepared once on each.
 */
export function onLucid(client: TransactionClientContract | QueryClientContract): Sql {
  return 'isCompleted' in client ? within(client) : alone(client)
}

/** A transaction has one connection, on which statements go one after the other. */
function within(transaction: TransactionClientContract): Sql {
  let before: Promise<unknown> = Promise.resolve()

  return {
    run<Row>(text: string, values: SqlValue[] = []) {
      const turn = before.then(() => runWithin<Row>(transaction, text, values))
      before = turn.catch(() => {})
      return turn
    },
  }
}

async function runWithin<Row>(
  transaction: TransactionClientContract,
  text: string,
  values: SqlValue[]
): Promise<Row[]> {
  if (transaction.isCompleted) {
    // Its connection is somebody else's by now.
    throw new Error('A statement came after the end of its transaction')
  }
  const connection: ClientBase = await transaction.knexClient.client.acquireConnection()
  return query<Row>(connection, text, values)
}

function alone(lucid: QueryClientContract): Sql {
  return {
    async run<Row>(text: string, values: SqlValue[] = []) {
      const { client } = lucid.getWriteClient()
      const connection: ClientBase = await client.acquireConnection()
      try {
        return await query<Row>(connection, text, values)
      } catch (error) {
        if (!isOutdated(error)) throw error
        return await query<Row>(connection, text, values)
      } finally {
        await client.releaseConnection(connection)
      }
    },
  }
}

async function query<Row>(
  connection: ClientBase,
  text: string,
  values: SqlValue[]
): Promise<Row[]> {
  try {
    const { rows } = await connection.query({ name: names.of(text), text, values })
    return rows
  } catch (error) {
    if (isOutdated(error)) names.renew(text)
    throw error
  }
}

/** Prepared before a migration: under a new name the same works again. */
const isOutdated = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === OUTDATED
