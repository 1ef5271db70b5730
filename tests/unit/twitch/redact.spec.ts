import { test } from '@japa/runner'
import { redact } from '#twitch/redact'

test.group('Redactor', () => {
  test('hides {$self}')
    .with([
      'https://id.twitch.tv/oauth2/token?client_secret=s3cr3t&grant_type=x',
      '{"access_token":"s3cr3t","expires_in":3}',
      '{"refresh_token": "s3cr3t"}',
      "{ refresh_token: 's3cr3t' }",
      'Authorization: Bearer s3cr3t',
      'authorization: OAuth s3cr3t',
      '/callback?code=s3cr3t&state=1',
    ])
    .run(({ assert }, text) => {
      assert.notInclude(redact(text), 's3cr3t')
      assert.include(redact(text), '[hidden]')
    })

  test('hides what looks like a token without a name', ({ assert }) => {
    assert.equal(redact(`oops ${'a1'.repeat(15)}!`), 'oops [hidden]!')
    assert.equal(
      redact('reward 92af127c-7326-4483-a52b-b0da0be61c01'),
      'reward 92af127c-7326-4483-a52b-b0da0be61c01'
    )
  })
})
