import fc from 'fast-check'

/** What a request line and a header can carry: one byte a character, and none that ends them. */
export const inLatin1 = (text: string) =>
  text.replace(/[^\x20-\xff]|\x7f/g, (character) => `%${character.charCodeAt(0).toString(16)}`)

/** Put together by nobody who means well; some of it is no percent-encoding at all. */
const RAW = [
  '',
  '%',
  '%00',
  '%0',
  '%ff',
  '%E0%A4%A',
  '%ED%A0%80',
  '%0d%0aX-Evil:%20yes',
  '..',
  '..%2f..%2f..%2fetc%2fpasswd',
  '%2e%2e',
  '//',
  ';',
  "'%20OR%201=1--",
  '%3Cimg%20src=x%20onerror=alert(1)%3E',
  '__proto__',
  'constructor',
  '[]',
  'NaN',
  'Infinity',
  '-0',
  '-1',
  '1e3',
  '0x10',
  '1.5',
  '%2B1',
  '26',
  '101',
  '9007199254740993',
  '99999999999999999999999',
  'null',
  'undefined',
  'true',
  'x'.repeat(65),
  'x'.repeat(3_000),
  '%F0%9F%92%A5'.repeat(50),
  '00000000-0000-0000-0000-000000000000',
]
const rawText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...RAW) },
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => encodeURIComponent(wellFormed(text))),
  fc.integer().map(String),
  fc.double().map(String)
)
const wellFormed = (text: string) => text.toWellFormed()

/** One part of a path. */
export const segment = rawText.filter((text) => text !== '').map((text) => text.replace('?', ''))

/** How a name and a value can be put into a query. From 16 KB on Node answers 431 by itself. */
const FORMS: ((name: string, value: string) => string)[] = [
  (name, value) => `${name}=${value}`,
  (name, value) => `${name}=${value}`,
  (name, value) => `${name}=${value}&${name}=${value}`,
  (name, value) => `${name}[]=${value}`,
  (name, value) => `${name}[polluted]=${value}`,
  (name, value) => `${name}[__proto__][polluted]=${value}`,
  (name, value) => `__proto__[polluted]=${value}&${name}`,
  (name, value) => `${value}=${name}`,
  (name, value) =>
    Array(60)
      .fill(`${name}[${value.slice(0, 50)}]`)
      .join('&'),
]

/** A query of which one parameter is not as agreed; `right` is what belongs into it besides. */
export function query(names: string[], right: Record<string, string>): fc.Arbitrary<string> {
  return fc
    .record({ name: fc.constantFrom(...names), form: fc.constantFrom(...FORMS), value: rawText })
    .map(({ name, form, value }) => {
      const others = Object.entries(right).filter(([key]) => key !== name)
      return [form(name, value), ...others.map((pair) => pair.join('='))].join('&')
    })
}

/** What stands in `Authorization`, close to a right one or far from it. */
export function token(right: string): fc.Arbitrary<string> {
  const near = [
    '',
    right,
    'Bearer',
    `Bearer: ${right}`,
    `Bearer  ${right}`,
    `Bearer "${right}"`,
    `Bearer ${right},${right}`,
    `Bearer ${right} ${right}`,
    `Bearer ${right}=`,
    `Bearer ${right}%00`,
    `Bearer ${right.slice(0, -1)}`,
    `Bearer ${right}x`,
    `Bearer ${right.slice(4)}`,
    `Bearer ${swapped(right)}`,
    `Basic ${Buffer.from(`:${right}`).toString('base64')}`,
    `Token ${right}`,
    `Bearer ${'x'.repeat(200)}`,
    `Bearer ${'x'.repeat(8_000)}`,
    `Bearer ${'\u00e9'.repeat(40)}`,
    "Bearer ' OR token_hash IS NOT NULL --",
    'Bearer __proto__',
    'Bearer null',
  ]
  return fc.oneof(
    fc.constantFrom(...near),
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.stringMatching(/^[\w-]{20,200}$/).map((text) => `Bearer ${text}`)
  )
}

const swapped = (text: string) =>
  text.replace(/[a-z]/gi, (one) =>
    one === one.toUpperCase() ? one.toLowerCase() : one.toUpperCase()
  )
