import { test } from '@japa/runner'
import { answerToError } from '#twitch/api/answer_to_error'

const answer = (status: number, text = '', headers = {}) => ({
  status,
  text,
  headers: new Headers(headers),
})

test.group('What a refusal of Twitch means', () => {
  test('{$self}')
    .with([
      [400, 'CREATE_CUSTOM_REWARD_TOO_MANY_REWARDS', 'too_many_rewards'],
      [400, 'CREATE_CUSTOM_REWARD_DUPLICATE_REWARD', 'duplicate_title'],
      [400, 'The parameter "cost" was malformed', 'invalid'],
      [401, 'Missing scope: channel:manage:redemptions', 'missing_scope'],
      [401, 'Invalid OAuth token', 'unauthorized'],
      [403, 'The broadcaster must have partner or affiliate status.', 'not_affiliate'],
      [403, 'The ID in the Client-Id header must match', 'not_ours'],
      [403, 'subscription missing proper authorization', 'missing_scope'],
      [404, 'The custom reward specified in the id query parameter was not found.', 'reward_gone'],
      [404, 'The custom reward redemptions specified were not found.', 'not_found'],
      [409, '', 'conflict'],
      [429, '', 'rate_limited'],
      [429, 'Too Many Requests', 'rate_limited'],
      [429, 'total subscription cost exceeded', 'subscription_cost'],
      [429, 'maximum subscriptions with type and condition exceeded', 'subscription_limit'],
      [429, 'number of websocket transports limit exceeded', 'subscription_limit'],
      [500, '', 'unavailable'],
      [503, 'upstream', 'unavailable'],
      [418, '', 'unexpected'],
    ] as const)
    .run(({ assert }, [status, text, kind]) => {
      const error = answerToError(answer(status, text))
      assert.equal(error.kind, kind)
      assert.match(error.message, /^[A-Z].*\.$/)
      assert.equal(error.isRetryable, ['rate_limited', 'unavailable', 'unexpected'].includes(kind))
    })

  test('a pause is at least a second and at most five minutes', ({ assert }) => {
    const at = (seconds: number) => String(Math.floor(Date.now() / 1_000) + seconds)
    const pause = (seconds: number) =>
      answerToError(answer(429, '', { 'ratelimit-reset': at(seconds) })).retryAfterMs

    assert.equal(pause(-10), 1_000)
    assert.isAbove(pause(30) ?? 0, 28_000)
    assert.equal(pause(100_000), 300_000)
    assert.equal(answerToError(answer(429)).retryAfterMs, 1_000)
    assert.isNull(answerToError(answer(500)).retryAfterMs)
  })

  test('Retry-After in seconds or as a date goes first, also for an outage', ({ assert }) => {
    const pause = (status: number, after: string) =>
      answerToError(answer(status, '', { 'retry-after': after, 'ratelimit-reset': '1' }))
        .retryAfterMs ?? 0

    assert.equal(pause(429, '7'), 7_000)
    assert.equal(pause(503, '20'), 20_000)
    assert.approximately(pause(503, new Date(Date.now() + 30_000).toUTCString()), 30_000, 2_000)
    assert.equal(pause(429, 'soon'), 1_000)
  })
})
