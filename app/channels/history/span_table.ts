import type { Sql } from '#core/sql'
import type { EventSource } from '#twitch/events/channel_event'
import { type Fact, type Span, spansOf } from '#channels/history/timeline'

type Value = string | number | boolean | null
type Columns = Record<string, Value>

/** A span as it is in its table. */
export interface StoredSpan<Told> extends Omit<Span<never, Told>, 'row'> {
  id: string
}

/** A fact of one thing, which its key names. */
export interface KeyedFact<Told> extends Fact<StoredSpan<Told>, Told> {
  key: Columns
}

/** What a fact has changed: the span as it is now, and as it was before, if it was there. */
export interface SpanChange<Told> {
  key: Columns
  before: StoredSpan<Told> | null
  now: Span<StoredSpan<Told>, Told>
}

interface SpanTableOptions<Told> {
  name: string
  /** Whose spans: the columns that name one thing, with their types. */
  key: Record<string, string>
  start: string
  startSource: string
  end: string
  endSource: string
  idType: 'bigint' | 'uuid'
  /** Whether one thing has so many that only the latest are looked at. */
  hasMany?: boolean
  /** Where the database makes none. */
  newId?: () => string
  /** The columns of what is told beside the times, with their types. */
  told: Record<string, string>
  toColumns: (told: Told) => Columns
  fromColumns: (row: Record<string, unknown>) => Told
  merge: (earlier: Told, later: Told) => Told
  /** Its start is only when it was first met: an earlier one is the true one. */
  isSeenStart: (span: StoredSpan<Told>) => boolean
  /** By what it was last met, where that is not a list. */
  seenBy?: (span: StoredSpan<Told>) => EventSource
  /**
   * Whether a list and an event tell of the very same one, where both tell when it began: a list
   * less exactly. A list that has it says that its end is wrong.
   */
  isSame?: (told: Told, span: StoredSpan<Told>) => boolean
}

/**
 * A table of spans that facts are written into. The caller's transaction holds the lock of
 * each channel that facts are of, so that nobody else writes what is read here.
 */
export class SpanTable<Told> {
  #read: string
  #insert: string
  #update: string
  #delete: string

  constructor(private options: SpanTableOptions<Told>) {
    const { name, key, start, startSource, end, endSource, idType, told } = options
    const keys = Object.keys(key)
    const values = {
      [start]: 'timestamptz',
      [startSource]: 'text',
      [end]: 'timestamptz',
      [endSource]: 'text',
      seen_at: 'timestamptz',
      ...told,
    }
    const given = options.newId ? { id: idType, ...key, ...values } : { ...key, ...values }
    const names = Object.keys(given)

    const theirs = `SELECT t.* FROM ${name} t WHERE ${keys.map((one) => `t.${one} = x.${one}`).join(' AND ')}`
    this.#read = `
      SELECT t.* FROM ${recordset({ ...key, since: 'timestamptz' })} CROSS JOIN LATERAL (${
        options.hasMany
          ? // Those that the facts may be within, and the one before: its end may be told better.
            `${theirs} AND t.${end} IS NULL UNION ALL ${theirs} AND t.${end} >= x.since
             UNION ALL (${theirs} AND t.${end} < x.since ORDER BY t.${end} DESC LIMIT 1)`
          : theirs
      }) t`
    this.#insert = `
      INSERT INTO ${name} (${names.join(', ')}) SELECT ${names.join(', ')} FROM ${recordset(given)}`
    this.#update = `
      UPDATE ${name} t SET ${Object.keys(values)
        .map((one) => `${one} = x.${one}`)
        .join(', ')}
      FROM ${recordset({ id: idType, ...values })} WHERE t.id = x.id`
    this.#delete = `DELETE FROM ${name} t USING ${recordset({ id: idType })} WHERE t.id = x.id`
  }

  /** @returns what has become different by them */
  async apply(sql: Sql, facts: KeyedFact<Told>[]): Promise<SpanChange<Told>[]> {
    if (facts.length === 0) {
      return []
    }
    const told = Map.groupBy(facts, ({ key }) => this.#nameOf(key))
    const things = told.values().map((news) => ({
      ...news[0].key,
      since: timestamp(Math.min(...news.map(({ at }) => at))),
    }))
    const stored = await this.#stored(sql, things.toArray())

    const changes: SpanChange<Told>[] = []
    const gone: StoredSpan<Told>[] = []
    for (const [name, news] of told) {
      const rows = stored.get(name) ?? []
      const known = rows.flatMap((row) => this.#factsOf(row, news))
      const fresh = news
        .filter((fact) => !rows.some((row) => this.#isLessExact(fact, row)))
        .map((fact) => this.#notBeforeItsStart(fact, rows))
      const spans = spansOf([...known, ...fresh], this.options.merge)
      const kept = new Set(spans.map(({ row }) => row))
      gone.push(...rows.filter((row) => !kept.has(row)))
      for (const now of spans) {
        if (!now.row || this.#differs(now.row, now)) {
          changes.push({ key: news[0].key, before: now.row, now })
        }
      }
    }
    await this.#write(sql, changes, gone)
    return changes
  }

  async #stored(sql: Sql, things: Columns[]): Promise<Map<string, StoredSpan<Told>[]>> {
    const rows = await sql.run<Record<string, unknown>>(this.#read, [JSON.stringify(things)])
    const named = rows.map((row) => ({ name: this.#nameOf(row), span: this.#spanOf(row) }))
    const stored = new Map<string, StoredSpan<Told>[]>()
    for (const [name, spans] of Map.groupBy(named, (one) => one.name)) {
      stored.set(
        name,
        spans.map(({ span }) => span)
      )
    }
    return stored
  }

  #nameOf(row: Record<string, unknown>): string {
    return Object.keys(this.options.key)
      .map((column) => String(row[column]))
      .join(' ')
  }

  #spanOf(row: Record<string, unknown>): StoredSpan<Told> {
    const { start, startSource, end, endSource, fromColumns } = this.options
    return {
      id: String(row.id),
      startedAt: millis(row[start]),
      startSource: source(row[startSource]),
      endedAt: millis(row[end]),
      endSource: source(row[endSource]),
      seenAt: millis(row.seen_at),
      told: fromColumns(row),
    }
  }

  /** What a stored span knows, but for an end that is refuted now. */
  #factsOf(row: StoredSpan<Told>, news: KeyedFact<Told>[]): Fact<StoredSpan<Told>, Told>[] {
    const { isSeenStart, isSame, seenBy } = this.options
    const { startedAt, startSource, endedAt, endSource, seenAt, told } = row
    const facts: Fact<StoredSpan<Told>, Told>[] = []
    const better = news.find((fact) => this.#isMoreExact(fact, row))
    const start = better?.at ?? startedAt

    if (start !== null && startSource !== null) {
      const is = isSeenStart(row) ? 'seen' : 'start'
      facts.push({ is, at: start, source: better?.source ?? startSource, told, row })
    }
    if (seenAt !== null) {
      facts.push({
        is: 'seen',
        at: Math.max(seenAt, start ?? seenAt),
        source: seenBy?.(row) ?? 'twitch.poll',
        told,
        row,
      })
    }
    if (endedAt !== null && endSource !== null) {
      const isRefuted = news.some(
        (fact) => fact.is === 'seen' && fact.at >= endedAt && isSame?.(fact.told, row)
      )
      const is = endSource === 'inferred' ? 'absent' : 'end'
      if (!isRefuted) facts.push({ is, at: endedAt, source: endSource, told, row })
    }
    return facts
  }

  /** A list tells of a start that an event has told of. */
  #isLessExact({ is, source, told }: KeyedFact<Told>, row: StoredSpan<Told>): boolean {
    const isByList = is === 'start' && source === 'twitch.poll'
    return isByList && row.startedAt !== null && this.options.isSame?.(told, row) === true
  }

  /** Twitch's clock may be ahead of ours, by which a list was read. */
  #notBeforeItsStart(fact: KeyedFact<Told>, rows: StoredSpan<Told>[]): KeyedFact<Told> {
    const row = rows.find((one) => fact.is === 'seen' && this.options.isSame?.(fact.told, one))
    return { ...fact, at: Math.max(fact.at, row?.startedAt ?? fact.at) }
  }

  /** An event tells of a start that a list has told of. */
  #isMoreExact({ is, source, told }: KeyedFact<Told>, row: StoredSpan<Told>): boolean {
    const isByEvent = is === 'start' && source === 'twitch.eventsub'
    return (
      isByEvent && row.startSource === 'twitch.poll' && this.options.isSame?.(told, row) === true
    )
  }

  #differs(row: StoredSpan<Told>, now: Span<StoredSpan<Told>, Told>): boolean {
    return JSON.stringify(this.#toColumns(row)) !== JSON.stringify(this.#toColumns(now))
  }

  #toColumns(span: Omit<Span<unknown, Told>, 'row'>): Columns {
    const { start, startSource, end, endSource, toColumns } = this.options
    return {
      [start]: timestamp(span.startedAt),
      [startSource]: span.startSource,
      [end]: timestamp(span.endedAt),
      [endSource]: span.endSource,
      seen_at: timestamp(span.seenAt),
      ...toColumns(span.told),
    }
  }

  /** What ends goes first: one thing has at most one span that lasts. */
  async #write(sql: Sql, changes: SpanChange<Told>[], gone: StoredSpan<Told>[]): Promise<void> {
    const { newId } = this.options
    const changed = changes.flatMap(({ before, now }) =>
      before ? [{ id: before.id, lasts: now.endedAt === null, ...this.#toColumns(now) }] : []
    )
    const added = changes.flatMap(({ key, before, now }) =>
      before ? [] : [{ id: newId?.() ?? null, ...key, ...this.#toColumns(now) }]
    )
    const statements: [string, object[]][] = [
      [this.#delete, gone.map(({ id }) => ({ id }))],
      [this.#update, changed.filter(({ lasts }) => !lasts)],
      [this.#update, changed.filter(({ lasts }) => lasts)],
      [this.#insert, added],
    ]
    await Promise.all(
      statements
        .filter(([, rows]) => rows.length > 0)
        .map(([text, rows]) => sql.run(text, [JSON.stringify(rows)]))
    )
  }
}

const recordset = (columns: Record<string, string>) =>
  `jsonb_to_recordset($1::jsonb) AS x(${Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ')})`

const millis = (value: unknown) => (value instanceof Date ? value.getTime() : null)
const timestamp = (value: number | null) => (value === null ? null : new Date(value).toISOString())

const SOURCES: EventSource[] = ['twitch.eventsub', 'twitch.poll', 'inferred']
const source = (value: unknown) => SOURCES.find((one) => one === value) ?? null
