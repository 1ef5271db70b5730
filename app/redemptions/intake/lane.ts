import pg from 'pg'
import type { Sql, SqlValue } from '#core/sql'

/** Statements of one transaction of the lane. Texts must be constants: each is prepared once. */
export interface LaneSql extends Sql {
  /**
   * Sends a statement whose answer nobody needs: it travels together with what
   * follows. Should it fail, the transaction fails.
   */
  later(text: string, values: SqlValue[]): void
}

/**
 * Everything here looks rows up by key, a hundred at a time, in tables that may
 * be empty when a statement is prepared and large a minute later. A plan that
 * scans the then small table would be kept, so plans that scan are ruled out.
 */
const SESSION = `
  SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
  SET plan_cache_mode = force_generic_plan; SET jit = off;
  SET idle_in_transaction_session_timeout = '30s';
  SET TIME ZONE 'UTC'`

const CONNECT_TIMEOUT_MS = 5_000

/**
 * Statements of one turn of the event loop go out in one write: each write of
 * its own wakes the server, which costs more than the statement.
 */
function gatherWrites(client: pg.PoolClient): () => void {
  const { stream } = client.connection
  let isGathering = false

  return () => {
    if (isGathering) return
    isGathering = true
    stream.cork()
    process.nextTick(() => {
      isGathering = false
      stream.uncork()
    })
  }
}

/**
 * One database connection for the hot path, kept apart from Lucid's pool, with
 * prepared statements that are sent without waiting for the one before.
 */
export class Lane {
  #pool: pg.Pool
  #names = new Map<string, string>()

  constructor(connectionString: string) {
    this.#pool = new pg.Pool({
      connectionString,
      max: 1,
      pipeline: true,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      idleTimeoutMillis: 0,
      application_name: 'crowdcrit-intake',
    })
    // A connection that breaks fails the statements on it, or is replaced by the
    // next transaction; without a listener its event would end the process.
    this.#pool.on('error', () => {})
    this.#pool.on('connect', (client) => {
      client.on('error', () => {})
      client.query(SESSION).catch(() => {})
    })
  }

  /**
   * Runs `work` in one transaction, `READ COMMITTED`. When it throws, or a
   * statement sent `later` fails, nothing of it remains.
   */
  async transaction<Result>(work: (sql: LaneSql) => Promise<Result>): Promise<Result> {
    const client = await this.#pool.connect()
    const gather = gatherWrites(client)
    const sent: Promise<unknown>[] = []
    const send = (query: Promise<unknown>) => {
      // Looked at before the commit; until then its failure is nobody's surprise.
      query.catch(() => {})
      sent.push(query)
    }

    try {
      gather()
      send(client.query('BEGIN'))
      const result = await work(this.#sql(client, gather, send))
      gather()
      const committed = client.query('COMMIT')
      committed.catch(() => {})
      await Promise.all(sent)
      // PostgreSQL answers the COMMIT of a failed transaction with ROLLBACK.
      const { command } = await committed
      if (command !== 'COMMIT') {
        throw new Error('The transaction did not commit')
      }
      client.release()
      return result
    } catch (error) {
      await this.#giveBack(client)
      throw error
    }
  }

  async close(): Promise<void> {
    await this.#pool.end()
  }

  #sql(
    client: pg.PoolClient,
    gather: () => void,
    send: (query: Promise<unknown>) => void
  ): LaneSql {
    const query = (text: string, values: SqlValue[]) => {
      gather()
      return client.query({ name: this.#nameOf(text), text, values })
    }

    return {
      run: async (text, values = []) => {
        const { rows } = await query(text, values)
        return rows
      },
      later: (text, values) => send(query(text, values)),
    }
  }

  #nameOf(text: string): string {
    let name = this.#names.get(text)
    if (name === undefined) {
      name = `lane_${this.#names.size}`
      this.#names.set(text, name)
    }
    return name
  }

  /** A connection that cannot even roll back is thrown away. */
  async #giveBack(client: pg.PoolClient): Promise<void> {
    try {
      await client.query('ROLLBACK')
      client.release()
    } catch {
      client.release(true)
    }
  }
}
