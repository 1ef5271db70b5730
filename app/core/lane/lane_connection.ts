import pg from 'pg'
import type { SqlValue } from '#core/sql'
import { Burst, type Prepared, type Statement } from '#core/lane/burst'
import type { LaneSql } from '#core/lane/lane'

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

type Answer = Statement['answer']['promise']

/** A connection of the lane: one transaction after the other is sent on it. */
export class LaneConnection {
  #prepared = new Map<string, Prepared>()
  #isBroken = false
  #last: Promise<void> = Promise.resolve()

  private constructor(private client: pg.Client) {
    // It fails the statements on it; without a listener its event would end the process.
    client.on('error', () => (this.#isBroken = true))
    client.on('end', () => (this.#isBroken = true))
  }

  static async open(connectionString: string, name: string): Promise<LaneConnection> {
    const client = new pg.Client({
      connectionString,
      pipeline: true,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      application_name: name,
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
    const transaction = new LaneTransaction((statements) => this.#burst(statements))
    try {
      const result = await work(transaction)
      const committed = transaction.commit()
      committed.catch(() => {})
      return { result, committed }
    } catch (error) {
      await transaction.rollback().catch(() => (this.#isBroken = true))
      throw error
    }
  }

  /** After what is under way. */
  async close(): Promise<void> {
    await this.#last.catch(() => {})
    await this.client.end()
  }

  #burst(statements: Statement[]): Burst {
    const burst = this.client.query(new Burst(statements, this.#prepared))
    this.#last = burst.done.promise
    this.#last.catch(() => {
      // What the server has prepared of it is not known.
      this.#isBroken ||= burst.preparesAny
    })
    return burst
  }
}

/**
 * What is sent in one turn of the event loop goes out in one burst: each message
 * of its own wakes the server, which costs more than the statement. When all of a
 * transaction is one burst, it needs neither BEGIN nor COMMIT.
 */
class LaneTransaction implements LaneSql {
  #gathered: Statement[] = []
  #isScheduled = false
  #hasBegun = false
  #answers: Answer[] = []
  #failure: unknown

  constructor(private burst: (statements: Statement[]) => Burst) {}

  async run<Row>(text: string, values: SqlValue[] = []): Promise<Row[]> {
    const answer = this.#add(text, values)
    this.#schedule()
    try {
      const { rows } = await answer
      return rows as Row[]
    } catch (error) {
      // What follows a failure is refused too, and less to the point.
      throw this.#failure ?? error
    }
  }

  later(text: string, values: SqlValue[]): void {
    // Looked at with the commit; until then its failure is nobody's surprise.
    this.#answers.push(this.#add(text, values))
  }

  async commit(): Promise<void> {
    if (!this.#hasBegun) {
      await this.burst(this.#taken()).done.promise
      return
    }
    // A burst of its own: after a failure the server skips the rest of a burst, and the
    // transaction has to end all the same.
    if (this.#gathered.length > 0) this.#flush()
    const commit = toStatement('COMMIT', [])
    const { done } = this.burst([commit])
    await Promise.all(this.#answers)
    // PostgreSQL answers the COMMIT of a failed transaction with ROLLBACK.
    const { tag } = await commit.answer.promise
    if (tag !== 'COMMIT') {
      throw new Error('The transaction did not commit')
    }
    await done.promise
  }

  async rollback(): Promise<void> {
    this.#gathered = []
    if (this.#hasBegun) {
      await this.burst([toStatement('ROLLBACK', [])]).done.promise
    }
  }

  #add(text: string, values: SqlValue[]): Answer {
    const statement = toStatement(text, values)
    statement.answer.promise.catch(() => {})
    this.#gathered.push(statement)
    return statement.answer.promise
  }

  #schedule(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    process.nextTick(() => {
      this.#isScheduled = false
      if (this.#gathered.length > 0) this.#flush()
    })
  }

  #flush(): void {
    const statements = this.#taken()
    if (!this.#hasBegun) {
      this.#hasBegun = true
      statements.unshift(toStatement('BEGIN', []))
    }
    this.burst(statements).done.promise.catch((error: unknown) => (this.#failure ??= error))
  }

  #taken(): Statement[] {
    const taken = this.#gathered
    this.#gathered = []
    return taken
  }
}

const toStatement = (text: string, values: SqlValue[]): Statement => ({
  text,
  values,
  answer: Promise.withResolvers(),
})
