import fc from 'fast-check'

const nested = (depth: number, leaf: unknown): unknown =>
  Array.from({ length: depth }).reduce((inner, _, index) => (index % 2 ? [inner] : { inner }), leaf)

const proto = (key: string) => Object.fromEntries([[key, { polluted: 1, toString: 'x' }]])

/** Texts that once broke something somewhere. */
const text = fc.oneof(
  fc.constantFrom(
    '<img src=x onerror=alert(1)>',
    '</script><script>alert(1)</script>',
    '[[/roll 99d99]] @UUID[Actor.x]{click}',
    '\u202Egpj.exe\u2066\u2069',
    '\u0000',
    '\uD800',
    'a\u0000b\u0007\u200B',
    '__proto__',
    'constructor',
    "'; DROP TABLE foundry_rolls; --",
    '%00%0d%0aSet-Cookie: a=b',
    '9999-99-99T99:99:99Z',
    '2026-02-31T25:61:61+99:99',
    'panic',
    'roll',
    '',
    ' ',
    'x'.repeat(4_001),
    '💥'.repeat(1_900),
    'x'.repeat(31_000),
    'x'.repeat(40_000)
  ),
  fc.string({ unit: 'binary', maxLength: 80 })
)

const number = fc.oneof(
  fc.constantFrom(
    -1,
    0,
    0.5,
    -0,
    2 ** 31,
    2 ** 53,
    -(2 ** 63),
    1e12,
    1e300,
    Number.MIN_VALUE,
    99,
    1_000_001
  ),
  fc.integer()
)

const structure = fc.oneof(
  fc.constantFrom<unknown>([], {}, [[]], [null], [{}], Array(101).fill({}), Array(600).fill(0)),
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'length').map(proto),
  fc.constantFrom(7, 60, 400).map((depth) => nested(depth, '<b>deep</b>')),
  fc.dictionary(text, fc.oneof(text, number), { maxKeys: 4 }),
  fc.jsonValue({ maxDepth: 4 })
)

/** Whatever JSON can carry. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  text,
  number,
  structure,
  fc.constantFrom<unknown>(null, true, false)
)

/** What is done to a body that was right; `where` chooses among its places. */
export const mutation = fc.record({
  how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'whole', 'none'),
  where: fc.nat(10_000),
  value: hostileValue,
  key: fc.oneof(text, fc.constantFrom('__proto__', 'constructor', 'prototype', 'toJSON')),
})

export type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never

type Place = (string | number)[]

/** Every place of a body, from the outside inwards. */
function places(body: unknown, at: Place = []): Place[] {
  if (typeof body !== 'object' || body === null) return []
  const keys = Array.isArray(body) ? [...body.keys()] : Object.keys(body)
  return keys.flatMap((key) => [
    [...at, key],
    ...places(Reflect.get(body, key) as unknown, [...at, key]),
  ])
}

/** The body as JSON, with one place of it turned hostile. */
export function mutated(body: object, { how, where, value, key }: Mutation): string {
  if (how === 'whole') return JSON.stringify(value)
  const copy = structuredClone(body)
  const all = places(copy)
  const place = all[where % all.length]
  if (how === 'none' || !place) return JSON.stringify(copy)

  const owner = place.slice(0, -1).reduce<object>((inner, step) => Reflect.get(inner, step), copy)
  const name = how === 'add' ? key : (place.at(-1) ?? '')
  if (how === 'remove') Reflect.deleteProperty(owner, name)
  // Defined, not assigned: an own `__proto__` must reach the wire.
  else Object.defineProperty(owner, name, { value, enumerable: true, configurable: true })
  return JSON.stringify(copy)
}
