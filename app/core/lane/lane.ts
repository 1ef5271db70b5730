import type { Sql, SqlValue } from '#core/sql'
import { LaneConnection } from '#core/lane/lane_connection'

/** Statements of one transaction of the lane. Texts must be constants: each is prepared once. */
export interface LaneSql extends Sql {
  /**
   * Sends a statement whose answer nobody needs: it travels together with what
   * follows. Should it fail, the transaction fails.
   */
  later(text: string, values: SqlValue[]): void
}

/**
 * One database connection for the hot path, kept apart from Lucid's pool, with
 * prepared statements that are sent without waiting for the one before. While a
 * transaction commits, the next one may already be sent: the server does them
 * in this order.
 */
export class Lane {
  #connection: LaneConnection | undefined
  #free: Promise<void> = Promise.resolve()

  /** @param name what the database calls the connection */
  constructor(
    private connectionString: string,
    private name: string
  ) {}

  /**
   * Runs `work` in one transaction, `READ COMMITTED`. When it throws, or a
   * statement sent `later` fails, nothing of it remains.
   *
   * @param onSent called when all is sent, the COMMIT too
   */
  async transaction<Result>(
    work: (sql: LaneSql) => Promise<Result>,
    onSent?: () => void
  ): Promise<Result> {
    const sending = Promise.withResolvers<void>()
    const before = this.#free
    this.#free = sending.promise
    await before

    try {
      const connection = await this.#connect()
      const sent = await connection.send(work)
      sending.resolve()
      onSent?.()
      await sent.committed
      return sent.result
    } finally {
      sending.resolve()
    }
  }

  /** After the last transaction. */
  async close(): Promise<void> {
    await this.#free
    await this.#connection?.close()
  }

  /** One that broke is replaced, once what is still under way on it has ended. */
  async #connect(): Promise<LaneConnection> {
    if (this.#connection?.isBroken) {
      await this.#connection.close()
      this.#connection = undefined
    }
    return (this.#connection ??= await LaneConnection.open(this.connectionString, this.name))
  }
}
