import { test } from '@japa/runner'
import fc from 'fast-check'
import { SseParser } from '../../../shared_browser/sse_parser.ts'

function parse(...pieces: string[]) {
  const parser = new SseParser()
  return pieces.flatMap((piece) => parser.push(piece))
}

test.group('SSE parser', () => {
  test('reads the data of each message', ({ assert }) => {
    assert.deepEqual(parse('data: {"a":1}\n\ndata:two\n\n'), ['{"a":1}', 'two'])
  })

  test('joins the lines of one message, skips comments and other fields', ({ assert }) => {
    assert.deepEqual(parse(': hi\nid: 7\nevent: x\ndata: one\ndata\ndata: two\n\n'), ['one\n\ntwo'])
  })

  test('knows all three line ends and a byte order mark', ({ assert }) => {
    assert.deepEqual(parse('\uFEFFdata: a\r\n\r\ndata: b\r\rdata: c\n\n'), ['a', 'b', 'c'])
  })

  test('gives nothing for a message that was not finished', ({ assert }) => {
    assert.deepEqual(parse('data: a\n'), [])
  })

  test('refuses a line without an end', ({ assert }) => {
    assert.throws(() => parse('data: ' + 'x'.repeat(2_000_000)), RangeError)
  })

  test('does not care how the network cut the text', ({ assert }) => {
    const message = fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify({ text }))
    fc.assert(
      fc.property(
        fc.array(message, { minLength: 1 }),
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.nat(300)),
        (messages, eol, cuts) => {
          const text = messages.map((data) => `data: ${data}${eol}${eol}`).join('')
          const places = [...cuts, text.length].sort((a, b) => a - b)
          const pieces = places.map((to, index) => text.slice(places[index - 1] ?? 0, to))
          assert.deepEqual(parse(...pieces), messages)
        }
      ),
      { numRuns: 200 }
    )
  })
})
