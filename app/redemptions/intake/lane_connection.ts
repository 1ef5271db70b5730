import pg from 'pg'
import type { SqlValue } from '#core/sql'
import type { LaneSql } from '#redemptions/intake/lane'

/**
 * Everything here looks rows up by key, a hundred at a time, in tables that may
 * be empty when a statement is prepared and large a minute later. A plan that
 * scans the then small table would be kept, so scans are ruled out, and every row
 * touched in vain is made to look expensive.
 */
const SESSION = `
  SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_material = off;
  SET enable_hashjoin = off; SET enable_mergejoin = off;
  SET random_page_cost = 1; SET cpu_tuple_cost = 1; SET cpu_index_tuple_cost = 1;
  SET plan_cache_mode = force_generic_plan; SET jit = off;
  SET idle_in_transaction_session_timeout = '30s';
  SET TIME ZONE 'UTC'`

const CONNECT_TIMEOUT_MS = 5_000

/** A transaction whose last message is on its way. */
interface Sent<Result> {
  result: Result
  /** Rejects when it did not commit. */
  committed: Promise<void>
}

/** A connection of the lane: one transaction after the other is sent on it. */
export class LaneConnection {
  #names = new Map<string, string>()
  #isBroken = false
  #isGathering = false

  private constructor(private client: pg.Client) {
    // It fails the statements on it; without a listener its event would end the process.
    client.on('error', () => (this.#isBroken = true))
    client.on('end', () => (this.#isBroken = true))
  }

  static async open(connectionString: string): Promise<LaneConnection> {
    const client = new pg.Client({
      connectionString,
      pipeline: true,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      application_name: 'crowdcrit-intake',
    })
    const connection = new LaneConnection(client)
    await client.connect()
    await client.query(SESSION)
    return connection
  }

  get isBroken(): boolean {
    return this.#isBroken
  }

  /** Resolves when everything up to the COMMIT is sent; rejects when `work` does. */
  async send<Result>(work: (sql: LaneSql) => Promise<Result>): Promise<Sent<Result>> {
    const answers: Promise<unknown>[] = []
    const send = (answer: Promise<unknown>) => {
      // Looked at with the commit; until then its failure is nobody's surprise.
      answer.catch(() => {})
      answers.push(answer)
    }

    try {
      send(this.#query('BEGIN'))
      const result = await work(this.#sql(send))
      const committed = this.#committed(answers, this.#query('COMMIT'))
      committed.catch(() => {})
      return { result, committed }
    } catch (error) {
      await this.#query('ROLLBACK').catch(() => (this.#isBroken = true))
      throw error
    }
  }

  async close(): Promise<void> {
    await this.client.end()
  }

  /** PostgreSQL answers the COMMIT of a failed transaction with ROLLBACK. */
  async #committed(answers: Promise<unknown>[], commit: Promise<pg.QueryResult>): Promise<void> {
    commit.catch(() => {})
    await Promise.all(answers)
    const { command } = await commit
    if (command !== 'COMMIT') {
      throw new Error('The transaction did not commit')
    }
  }

  #sql(send: (answer: Promise<unknown>) => void): LaneSql {
    const query = (text: string, values: SqlValue[]) =>
      this.#query({ name: this.#nameOf(text), text, values })

    return {
      run: async (text, values = []) => {
        const { rows } = await query(text, values)
        return rows
      },
      later: (text, values) => send(query(text, values)),
    }
  }

  #query(query: string | pg.QueryConfig): Promise<pg.QueryResult> {
    this.#gather()
    return this.client.query(query)
  }

  /**
   * What is sent in one turn of the event loop goes out in one write: each write
   * of its own wakes the server, which costs more than the statement.
   */
  #gather(): void {
    if (this.#isGathering) return
    this.#isGathering = true
    const { stream } = this.client.connection
    stream.cork()
    process.nextTick(() => {
      this.#isGathering = false
      stream.uncork()
    })
  }

  #nameOf(text: string): string {
    let name = this.#names.get(text)
    if (name === undefined) {
      name = `lane_${this.#names.size}`
      this.#names.set(text, name)
    }
    return name
  }
}
