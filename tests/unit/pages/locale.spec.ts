import { test } from '@japa/runner'
import { englishOf } from '../../../inertia/locale.ts'

test.group('The language of dates and numbers', () => {
  test('for a reader of {languages} it is {locale}')
    .with([
      { languages: ['en-US', 'de'], locale: 'en-US' },
      { languages: ['de-DE', 'de', 'en-IE', 'en'], locale: 'en-IE' },
      { languages: ['fr'], locale: 'en-GB' },
      { languages: ['enm'], locale: 'en-GB' },
      { languages: [], locale: 'en-GB' },
    ])
    .run(({ assert }, { languages, locale }) => {
      assert.equal(englishOf(languages), locale)
    })
})
