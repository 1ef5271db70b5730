import { test } from '@japa/runner'
import {
  address,
  ask,
  forgetLimits,
  statusOf,
  withSettings,
} from '#tests/functional/foundry/support'

test.group('Foundry | about', (group) => {
  group.each.setup(() => forgetLimits())

  test('says what is there, to any page and without a token', async ({ assert }) => {
    const { status, headers, body } = await ask('GET', '/about')
    assert.equal(status, 200)
    assert.equal(headers.get('access-control-allow-origin'), '*')
    assert.equal(headers.get('cache-control'), 'no-store')
    assert.containSubset(body, { app: 'crowdcrit', protocol: 1, oldestProtocol: 1 })

    const preflight = await fetch(address('/about'), {
      method: 'OPTIONS',
      headers: {
        'Origin': 'https://foundry.example',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'content-type',
      },
    })
    assert.equal(preflight.status, 204)
    assert.include(preflight.headers.get('access-control-allow-headers') ?? '', 'Content-Type')
  })

  test('is limited by address', async ({ assert, cleanup }) => {
    cleanup(await withSettings({ pairPollsPerMinute: 2 }))
    const statuses = [await ask('GET', '/about'), await ask('GET', '/about')]
    assert.deepEqual(
      statuses.map(({ status }) => status),
      [200, 200]
    )
    assert.equal(await statusOf(ask('GET', '/about')), 429)
  })
})
