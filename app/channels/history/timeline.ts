import type { EventSource } from '#twitch/events/channel_event'

/** Something that lasts on a channel: a follow, a subscription, a role, a stream. */
export interface Span<Row, Told> {
  /** Where it is stored; null when it is new. */
  row: Row | null
  /** Milliseconds, as all times here; null when only the end was told. */
  startedAt: number | null
  startSource: EventSource | null
  /** Null while it lasts. */
  endedAt: number | null
  endSource: EventSource | null
  /** When it was last met after its start. */
  seenAt: number | null
  /** What is told of it beside its times, by whatever told it last. */
  told: Told
}

/**
 * One thing that is known of a moment:
 * - `start`, `end`: it began or ended then.
 * - `seen`: it was so then, since whenever: a list had it.
 * - `absent`: it was not so any more: a list lacked it.
 */
export interface Fact<Row, Told> {
  is: 'start' | 'seen' | 'end' | 'absent'
  at: number
  source: EventSource
  told: Told
  /** The stored span that it is read from. */
  row?: Row
}

const ENDS_FIRST = ['absent', 'end', 'start', 'seen']
const STARTS_FIRST = ['absent', 'start', 'seen', 'end']

/**
 * Puts all that is known of one thing in order. The spans follow from the facts and their
 * times alone, in whatever order they arrived: a start while it lasts means that an end was missed, an
 * end while it does not that a start was. A list only fills in what no event has told.
 *
 * @param merge what is told of a span by an earlier and a later fact
 */
export function spansOf<Row, Told>(
  facts: Fact<Row, Told>[],
  merge: (earlier: Told, later: Told) => Told
): Span<Row, Told>[] {
  const line = new Line<Row, Told>(merge)
  for (const moment of Map.groupBy(facts, ({ at }) => at)
    .entries()
    .toArray()
    .sort(([a], [b]) => a - b)) {
    const order = line.isOpen ? ENDS_FIRST : STARTS_FIRST
    const [, together] = moment
    together.sort((a, b) => order.indexOf(a.is) - order.indexOf(b.is))
    together.forEach((fact) => line[fact.is](fact))
  }
  return line.spans
}

/** What is known up to a moment. */
class Line<Row, Told> {
  readonly spans: Span<Row, Told>[] = []
  #open: Span<Row, Told> | null = null
  /** Ended by a list: an event may still tell when that was. */
  #vague: Span<Row, Told> | null = null
  #placed = new Set<Row>()

  constructor(private merge: (earlier: Told, later: Told) => Told) {}

  get isOpen(): boolean {
    return this.#open !== null
  }

  start(fact: Fact<Row, Told>): void {
    if (this.#open?.startedAt === fact.at) {
      this.#join(this.#open, fact)
      return
    }
    if (this.#open) {
      end(this.#open, fact.at, 'inferred')
    }
    this.#open = this.#begin(fact)
    this.#open.startedAt = fact.at
    this.#open.startSource = fact.source
    this.#vague = null
  }

  seen(fact: Fact<Row, Told>): void {
    if (this.#open) {
      this.#open.seenAt = fact.at
      this.#join(this.#open, fact)
    } else {
      this.start(fact)
    }
  }

  end(fact: Fact<Row, Told>): void {
    const span = this.#open ?? this.#vague ?? this.#begin(fact)
    end(span, fact.at, fact.source)
    this.#join(span, fact)
    this.#open = this.#vague = null
  }

  absent(fact: Fact<Row, Told>): void {
    if (this.#open) {
      end(this.#open, fact.at, fact.source)
      this.#vague = this.#open
      this.#open = null
    }
  }

  #begin(fact: Fact<Row, Told>): Span<Row, Told> {
    const span: Span<Row, Told> = {
      row: null,
      startedAt: null,
      startSource: null,
      endedAt: null,
      endSource: null,
      seenAt: null,
      told: fact.told,
    }
    this.spans.push(span)
    this.#join(span, fact)
    return span
  }

  /** A stored span goes on as the first that any of its facts became part of. */
  #join(span: Span<Row, Told>, { row, told }: Fact<Row, Told>): void {
    span.told = this.merge(span.told, told)
    if (row !== undefined && span.row === null && !this.#placed.has(row)) {
      span.row = row
      this.#placed.add(row)
    }
  }
}

function end(span: Span<unknown, unknown>, at: number, source: EventSource): void {
  span.endedAt = at
  span.endSource = source
}
