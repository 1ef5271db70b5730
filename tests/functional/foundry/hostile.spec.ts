import fc from 'fast-check'
import { test } from '@japa/runner'
import { MAX_BODY_BYTES } from '#foundry/protocol'
import { roll } from '#tests/support/foundry_roll'
import {
  address,
  appendCommand,
  ask,
  forgetLimits,
  holder,
  origin,
  type Refusal,
  sql,
  statusOf,
  type Tab,
  withSettings,
  world,
} from '#tests/functional/foundry/support'

const post = (tab: Tab, path: string, raw: string, headers?: Record<string, string>) =>
  ask<Refusal>('POST', path, { token: tab.paired.token, raw, headers })

test.group('Foundry | hostile input', (group) => {
  group.each.setup(() => forgetLimits())

  test('more than 32 KB is refused before it is parsed, declared or not', async ({ assert }) => {
    const tab = await holder()
    const large = `{"clientId": "${'x'.repeat(MAX_BODY_BYTES)}`
    assert.equal(await statusOf(post(tab, '/heartbeat', large)), 413)

    const parts = new ReadableStream({
      start(controller) {
        for (let index = 0; index < 64; index++) {
          controller.enqueue(new TextEncoder().encode('x'.repeat(1024)))
        }
        controller.close()
      },
    })
    const init = {
      method: 'POST',
      body: parts,
      duplex: 'half' as const,
      headers: {
        'Content-Type': 'application/json',
        'Authorization': `Bearer ${tab.paired.token}`,
      },
    }
    const chunked = await fetch(address('/heartbeat'), init)
    assert.equal(chunked.status, 413)
    assert.equal(((await chunked.json()) as Refusal).error.code, 'too_large')
    assert.equal(await statusOf(tab.beat()), 200)
  })

  test('broken or other bodies', async ({ assert }) => {
    const tab = await holder()
    const deep = '['.repeat(15_000)

    assert.equal(await statusOf(post(tab, '/hello', '{"a":')), 400)
    assert.equal(await statusOf(post(tab, '/hello', deep)), 400)
    assert.equal((await statusOf(post(tab, '/hello', deep + ']'.repeat(15_000)))) >= 400, true)
    assert.equal(await statusOf(post(tab, '/hello', '[]')), 422)
    assert.equal(await statusOf(post(tab, '/hello', 'null')), 422)
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
    assert.equal(await statusOf(post(tab, '/hello', 'a=b', form)), 415)
    const fault = await post(tab, '/heartbeat', '{"clientId":"x","candidate":"yes"}')
    assert.equal(fault.status, 422)
    assert.equal(fault.body.error.field, 'candidate')
    assert.match(fault.body.error.message, /must be a boolean/)
  })

  test('prototype keys, control and bidirectional characters do no harm', async ({ assert }) => {
    const tab = await holder()
    const { id } = await appendCommand(tab.paired.campaign.id)
    const raw = `{"clientId":"${tab.clientId}","fencing":${tab.fencing},"status":"done",
      "message":"a\\u0000b\\u202ec", "__proto__":{"polluted":1},
      "before":{"__proto__":{"polluted":1},"constructor":{"x":1},"name":"\\u0000\\ud800<img onerror>"}}`

    assert.equal(await statusOf(post(tab, `/commands/${id}/result`, raw)), 200)

    const [row] = await sql().run<{ result: Record<string, unknown> }>(
      'SELECT result FROM foundry_commands WHERE id = $1',
      [id]
    )
    assert.deepEqual(row?.result.before, { name: '<img onerror>' })
    assert.equal(row?.result.message, 'abc')
    assert.notProperty({}, 'polluted')

    const name = '\u202E\u0000<b>Ada</b>'
    await tab.events([roll({ actor: { id: 'hero', name } })])
    const [stored] = await sql().run<{ actor_name: string }>(
      'SELECT actor_name FROM foundry_rolls WHERE campaign_id = $1',
      [tab.paired.campaign.id]
    )
    assert.equal(stored?.actor_name, '<b>Ada</b>')
  })

  test('numbers out of bounds', async ({ assert }) => {
    const tab = await holder()
    for (const fencing of [-1, 1.5, '1', null, 1e300]) {
      const raw = JSON.stringify({ clientId: 'x', fencing, events: [] })
      assert.equal(await statusOf(post(tab, '/events', raw)), 422)
    }
    assert.equal(
      await statusOf(post(tab, '/events', '{"clientId":"x","fencing":1e400,"events":[]}')),
      422
    )
    const queries: Record<string, string | number>[] = [
      { after: -1 },
      { after: 'x' },
      { limit: 0 },
      { wait: 99 },
      { fencing: '9e99' },
    ]
    for (const query of queries) {
      assert.equal(await statusOf(tab.pull(query)), 422)
    }
  })

  test('unknown paths, methods and malformed addresses', async ({ assert }) => {
    const answers = await Promise.all(
      [
        fetch(address('/nothing')),
        fetch(address('/hello')),
        fetch(address('/pair/start'), { method: 'DELETE' }),
        fetch(address('')),
        fetch(`${origin()}/api/foundry/v2/hello`),
      ].map(async (pending) => {
        const response = await pending
        return { status: response.status, body: await response.json().catch(() => null), response }
      })
    )
    for (const { status, body, response } of answers.slice(0, 4)) {
      assert.equal(status, 404)
      assert.equal((body as Refusal).error.code, 'not_found')
      assert.equal(response.headers.get('access-control-allow-origin'), '*')
      assert.isNull(response.headers.get('set-cookie'))
    }
    assert.equal(answers[4]?.status, 404)
    const malformed = await fetch(address('/commands/%E0%A4%A/result'), { method: 'POST' })
    assert.isTrue(malformed.status >= 400 && malformed.status < 500)
  })

  test('CORS: any origin may ask, with its own token', async ({ assert }) => {
    const preflight = await fetch(address('/hello'), {
      method: 'OPTIONS',
      headers: {
        'Origin': 'https://foundry.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
        'Access-Control-Request-Private-Network': 'true',
      },
    })
    assert.equal(preflight.status, 204)
    assert.equal(preflight.headers.get('access-control-allow-origin'), '*')
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /authorization/i)
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /content-type/i)
    assert.isNull(preflight.headers.get('access-control-allow-credentials'))
    assert.isNull(preflight.headers.get('set-cookie'))
  })

  test('too often: 429 says when to come again', async ({ assert, cleanup }) => {
    cleanup(await withSettings({ requestsPerMinute: 3, pairStartsPerMinute: 2 }))
    const tab = await holder()
    const beats = []
    for (let index = 0; index < 4; index++) {
      beats.push(await tab.beat())
    }
    const last = beats.at(-1)
    assert.equal(last?.status, 429)
    assert.isAbove(Number(last?.headers.get('retry-after')), 0)
    assert.equal(last?.headers.get('access-control-allow-origin'), '*')

    await ask('POST', '/pair/start', { body: world() })
    assert.equal(await statusOf(ask('POST', '/pair/start', { body: world() })), 429)
  })

  test('whatever is sent, it is never our fault', async ({ assert, cleanup }) => {
    cleanup(
      await withSettings({
        requestsPerMinute: 100_000,
        pairStartsPerMinute: 100_000,
        pairPollsPerMinute: 100_000,
      })
    )
    const tab = await holder()
    const { id } = await appendCommand(tab.paired.campaign.id)
    const paths = [
      '/hello',
      '/heartbeat',
      '/events',
      `/commands/${id}/result`,
      '/pair/start',
      '/pair/poll',
    ]
    const shapes = [
      () => tab.helloBody(),
      () => ({ clientId: tab.clientId, candidate: true }),
      () => ({ clientId: tab.clientId, fencing: tab.fencing, events: [roll()] }),
      () => ({ clientId: tab.clientId, fencing: tab.fencing, status: 'done' }),
      () => world(),
      () => ({ device_code: 'x' }),
    ]

    await fc.assert(
      fc.asyncProperty(
        fc.nat(paths.length - 1),
        fc.nat(40),
        fc.jsonValue({ maxDepth: 3 }),
        fc.boolean(),
        async (which, where, value, wholly) => {
          const path = paths[which] ?? ''
          const body = wholly ? value : replaced(shapes[which]?.() ?? {}, where, value)
          const { status } = await ask('POST', path, { token: tab.paired.token, body })
          return status < 500
        }
      ),
      { numRuns: 250 }
    )
    assert.isTrue(true)
  }).timeout(60_000)
})

/** The shape with one of its places taken by something else. */
function replaced(shape: unknown, where: number, value: unknown): unknown {
  if (typeof shape !== 'object' || shape === null) return value
  if (Array.isArray(shape)) return shape.map((entry) => replaced(entry, where, value))
  const keys = Object.keys(shape)
  const chosen = keys[where % keys.length]
  return Object.fromEntries(
    Object.entries(shape).map(([key, entry]) => [
      key,
      key !== chosen ? entry : where > 20 ? replaced(entry, where, value) : value,
    ])
  )
}
