import { test } from '@japa/runner'
import fc from 'fast-check'
import { cleanName, cleanText, MAX_TEXT } from '../../../foundry_module/src/text/clean_text.ts'
import { toMessageHtml } from '../../../foundry_module/src/text/to_message_html.ts'

test.group('Clean text', () => {
  test('keeps what people write', ({ assert }) => {
    assert.equal(cleanText('  Célestine  d’Aubépine 🎲 ', 40), 'Célestine d’Aubépine 🎲')
  })

  test('takes out control, bidirectional, invisible and lone characters', ({ assert }) => {
    assert.equal(cleanText('a\u0000b\u202Ec\u2066d\u200Be\uFEFFf\uD800g\u{E0041}h', 40), 'abcdefgh')
    assert.equal(cleanText('one\ntwo\tthree\u2028four', 40), 'one two three four')
  })

  test('thins out piled marks', ({ assert }) => {
    assert.equal(cleanText(`q${'\u0316'.repeat(50)}`, 40), `q${'\u0316'.repeat(3)}`)
  })

  test('cuts by characters, a name at 40', ({ assert }) => {
    assert.equal(cleanName('🎲'.repeat(41)), `${'🎲'.repeat(39)}…`)
    assert.equal(cleanName('🎲'.repeat(40)), '🎲'.repeat(40))
  })

  test('makes nothing of what is no text, and little of ten million characters', ({ assert }) => {
    assert.equal(cleanText({ toString: () => 'x' }, 40), '')
    assert.equal(cleanText('x'.repeat(10_000_000), MAX_TEXT).length, MAX_TEXT)
  })
})

test.group('Message HTML', () => {
  test('escapes markup and takes enrichers apart', ({ assert }) => {
    const html = toMessageHtml(
      '<img src=x onerror="a()"> [[/roll 9d9]] @UUID[x]{y} https://a.b www.c.d'
    )
    assert.notMatch(html, /<|\[\[|@UUID\[|:\/\/|www\./)
    assert.include(html, '&lt;img src=x onerror=&quot;a()&quot;&gt;')
  })

  test('never lets a tag, a link or a command through', ({ assert }) => {
    const nasty = fc.constantFrom('<', '>', '"', "'", '&', '[', ']', '@', '/', ':', 'www.', 'roll')
    fc.assert(
      fc.property(fc.array(fc.oneof(nasty, fc.string({ maxLength: 3 }))), (pieces) => {
        const html = toMessageHtml(cleanText(pieces.join(''), MAX_TEXT))
        assert.notMatch(html, /[<>"']|\[\[|\w\[|:\/\/|www\./i)
      }),
      { numRuns: 500 }
    )
  })
})
