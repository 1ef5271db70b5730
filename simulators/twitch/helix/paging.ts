import { badRequest } from '../http/problem.ts'
import type { Request } from '../http/request.ts'

/** @throws Problem 400 outside 1..max */
function readFirst(request: Request, max: number, usual: number): number {
  const raw = request.query.get('first')
  if (raw === null) return Math.min(usual, max)
  const first = Number(raw)
  if (Number.isInteger(first) && first >= 1 && first <= max) return first
  throw badRequest(`The parameter "first" was malformed: the value must be between 1 and ${max}`)
}

/** @throws Problem 400 for more than `max` values or none where one is needed */
export function readIds(request: Request, name: string, max: number): string[] {
  const ids = request.query.getAll(name)
  if (ids.length <= max) return ids
  throw badRequest(`The parameter "${name}" was malformed: at most ${max} values are allowed`)
}

interface Page<T> {
  items: T[]
  pagination: { cursor?: string }
}

interface PageOptions<T> {
  /** The largest page, 100 unless said, and the page size when none is asked for, 20. */
  max?: number
  usual?: number
  /** Finds where to go on when the last entry seen has left the list; without it the place does. */
  isAfter?: (item: T, key: string) => boolean
}

/** The part of a list after the cursor, which holds the last entry seen, by its key. */
export function page<T>(
  request: Request,
  list: T[],
  keyOf: (item: T) => string,
  { max = 100, usual = 20, isAfter }: PageOptions<T> = {}
): Page<T> {
  return pageOf(list, keyOf, {
    first: readFirst(request, max, usual),
    after: request.query.get('after'),
    isAfter,
  })
}

/** A page of a list whose size Twitch does not let choose. */
export function fixedPage<T>(request: Request, list: T[], keyOf: (item: T) => string): Page<T> {
  return pageOf(list, keyOf, { first: 100, after: request.query.get('after') })
}

interface Place<T> {
  first: number
  after: string | null
  isAfter?: ((item: T, key: string) => boolean) | undefined
}

function pageOf<T>(list: T[], keyOf: (item: T) => string, place: Place<T>): Page<T> {
  const { first, after, isAfter } = place
  const start = after ? resume(list, after, keyOf, isAfter) : 0
  const items = list.slice(start, start + first)
  const last = items.at(-1)
  const more = last !== undefined && start + first < list.length
  return {
    items,
    pagination: more ? { cursor: write({ key: keyOf(last), index: start + items.length }) } : {},
  }
}

function resume<T>(
  list: T[],
  cursor: string,
  keyOf: (item: T) => string,
  isAfter?: (item: T, key: string) => boolean
): number {
  const { key, index } = read(cursor)
  const last = list[index - 1]
  // Where it was, as long as nothing before it has come or gone.
  if (last !== undefined && keyOf(last) === key) return index
  const found = list.findIndex((item) => keyOf(item) === key)
  if (found !== -1) return found + 1
  if (!isAfter) return Math.min(index, list.length)
  const next = list.findIndex((item) => isAfter(item, key))
  return next === -1 ? list.length : next
}

interface Cursor {
  key: string
  index: number
}

function write(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.key, cursor.index])).toString('base64url')
}

function read(cursor: string): Cursor {
  try {
    const [key, index]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (typeof key === 'string' && typeof index === 'number') return { key, index }
  } catch {
    // Falls through to the refusal below.
  }
  throw badRequest('The parameter "after" was malformed: it is not a cursor')
}
