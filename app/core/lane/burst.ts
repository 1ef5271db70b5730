import pg from 'pg'
import type { SqlValue } from '#core/sql'
import { arrayLiteral } from '#core/lane/array_literal'

type Row = Record<string, unknown>
type Column = (row: Row, raw: string | null) => void

/** What the server knows of a statement: prepared once, described once. */
export interface Prepared {
  name: string
  columns?: Column[]
}

export interface Statement {
  text: string
  values: SqlValue[]
  /** Its rows and the server's word for what was done: INSERT, COMMIT, ROLLBACK. */
  answer: PromiseWithResolvers<{ rows: Row[]; tag: string }>
}

/**
 * Statements that travel in one message and are answered in one: a single Sync
 * follows the last. Without a BEGIN among them they are a transaction of their own, and
 * after a failure the server skips the rest.
 *
 * The driver would send a Sync after each statement, and the server wake us for every
 * one; for a single redemption that is half of its way. Source: PostgreSQL's frontend/backend
 * protocol, "Extended Query" and "Pipelining".
 */
export class Burst extends pg.Query {
  /** Settles when the server is ready for more: by then all of it is done, or none. */
  readonly done = Promise.withResolvers<void>()
  #preparesAny = false
  #at = 0
  #rows: Row[] = []

  constructor(
    private statements: Statement[],
    private prepared: Map<string, Prepared>
  ) {
    super('')
    // Whoever waits for `done` is told of every failure.
    statements.forEach(({ answer }) => answer.promise.catch(() => {}))
    this.done.promise.catch(() => {})
  }

  /** A statement was sent to be prepared; whether it was is not known when the burst failed. */
  get preparesAny(): boolean {
    return this.#preparesAny
  }

  /** Called by the driver, as are all that follow. */
  override submit = (connection: pg.Connection): void => {
    connection.stream.cork()
    for (const { text, values } of this.statements) {
      let known = this.prepared.get(text)
      if (!known) {
        known = { name: `lane_${this.prepared.size}` }
        this.#preparesAny = true
        this.prepared.set(text, known)
        connection.parse({ name: known.name, text, types: [] }, true)
      }
      connection.bind({ portal: '', statement: known.name, values: values.map(asText) }, true)
      if (!known.columns) {
        connection.describe({ type: 'P', name: '' }, true)
      }
      connection.execute({ portal: '' }, true)
    }
    connection.sync()
    connection.stream.uncork()
  }

  handleRowDescription({ fields }: { fields: pg.FieldDef[] }): void {
    this.#known().columns = fields.map(toColumn)
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const row: Row = {}
    this.#known().columns?.forEach((read, index) => read(row, fields[index]))
    this.#rows.push(row)
  }

  handleCommandComplete({ text }: { text: string }): void {
    const known = this.#known()
    known.columns ??= []
    this.statements[this.#at++].answer.resolve({ rows: this.#rows, tag: text.split(' ', 1)[0] })
    this.#rows = []
  }

  handleReadyForQuery(): void {
    this.done.resolve()
  }

  handleError(error: Error): void {
    this.statements.slice(this.#at).forEach(({ answer }) => answer.reject(error))
    this.done.reject(error)
  }

  #known(): Prepared {
    const known = this.prepared.get(this.statements[this.#at].text)
    if (!known) {
      throw new Error('An answer came to a statement that was not sent')
    }
    return known
  }
}

function toColumn({ name, dataTypeID }: pg.FieldDef): Column {
  const parse = pg.types.getTypeParser(dataTypeID, 'text')
  return (row, raw) => {
    row[name] = raw === null ? null : parse(raw)
  }
}

function asText(value: SqlValue): string | null {
  if (value === null || typeof value === 'string') return value
  if (Array.isArray(value)) return arrayLiteral<SqlValue>(value, asText)
  return value instanceof Date ? value.toISOString() : String(value)
}
