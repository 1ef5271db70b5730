import { test } from '@japa/runner'
import { csvLine } from '#dashboards/accounts/csv'

test.group('CSV', () => {
  test('keeps text that names itself a formula text', ({ assert }) => {
    for (const text of ['=1+1', '+1', '-1', '@sum', '\t=1', ' =1', '＝1']) {
      assert.match(csvLine([text]), /^'/, text)
    }
    assert.equal(csvLine(['=a"b,c']), '"\'=a""b,c"\r\n')
  })

  test('quotes what it must, writes times in UTC and leaves numbers and nothing alone', ({
    assert,
  }) => {
    const cells = ['a,b', 'say "hi"', 'two\nlines', -5, null, new Date(0), 'plain']
    assert.equal(
      csvLine(cells),
      '"a,b","say ""hi""","two\nlines",-5,,1970-01-01T00:00:00.000Z,plain\r\n'
    )
  })
})
