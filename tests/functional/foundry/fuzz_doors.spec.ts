import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { test } from '@japa/runner'
import { inLatin1, query, segment, token } from '#tests/functional/foundry/hostile_requests'
import { knock } from '#tests/functional/foundry/knock'
import { logErrors } from '#tests/functional/foundry/logged_errors'
import { untouched } from '#tests/functional/foundry/untouched'
import {
  appendCommand,
  forgetLimits,
  holder,
  withSettings,
} from '#tests/functional/foundry/support'

/** `FUZZ_RUNS=10000 npm test -- functional --files=foundry/fuzz_doors` for a long run. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 500)
/** As many wrong tokens as an address may show within a minute. */
const WRONG_PER_MINUTE = 60

const JSON_TYPE = { 'Content-Type': 'application/json' }
const OPERATIONS = [
  ['POST', '/hello'],
  ['POST', '/heartbeat'],
  ['GET', '/stream?clientId=a'],
  ['GET', '/commands?clientId=a&fencing=1&wait=25'],
  ['POST', `/commands/${randomUUID()}/result`],
  ['POST', '/events'],
  ['POST', '/token/rotate'],
  ['POST', '/unpair'],
] as const

test.group('Foundry | fuzz of addresses and tokens', (group) => {
  group.each.setup(() => forgetLimits())

  test('hostile queries and paths: no fault of ours, no other row', async ({ assert, cleanup }) => {
    // A wait that is allowed would only make us wait.
    cleanup(await withSettings({ requestsPerMinute: 10_000_000, longPoll: 0.01 }))
    const bystander = await holder()
    await appendCommand(bystander.paired.campaign.id)
    const tab = await holder()
    const { campaign, connectionId } = tab.paired
    const { id } = await appendCommand(campaign.id)
    await tab.pull()
    const since = new Date()
    const authorization = `Bearer ${tab.paired.token}`
    const lease = { clientId: tab.clientId, fencing: String(tab.fencing) }
    const before = await untouched(campaign.id, connectionId, since)
    const heard = logErrors()
    cleanup(() => heard.stop())

    const paths = fc.oneof(
      query(['after', 'limit', 'wait', 'clientId', 'fencing'], lease).map((q) => `/commands?${q}`),
      query(['clientId'], {}).map((q) => `/stream?${q}`),
      segment.map((part) => `/commands/${part}/result`),
      segment.map((part) => `/${part}`)
    )
    const statuses: Record<number, number> = {}
    await fc.assert(
      fc.asyncProperty(paths, fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS'), async (path, m) => {
        const method = path.startsWith('/commands?') || path.startsWith('/stream') ? 'GET' : m
        const headers = { ...JSON_TYPE, authorization }
        const content = method === 'POST' ? '{}' : undefined
        const { status, body } = await knock(method, path, headers, content)
        statuses[status] = (statuses[status] ?? 0) + 1
        assert.isBelow(status, 500, path)
        // What is no percent-encoding is refused before it is known to be ours.
        if (status >= 400 && body !== 'Bad Request') {
          const { error } = Object(body) as { error?: { code: string; message: string } }
          assert.isNotEmpty(error?.code, path)
          assert.notMatch(error?.message ?? '<', /[<>]/, path)
        }
      }),
      { numRuns: RUNS }
    )
    if (process.env.FUZZ_RUNS) console.log(`fuzzed ${RUNS} addresses: ${JSON.stringify(statuses)}`)

    assert.deepEqual(heard.lines, [])
    assert.notProperty({}, 'polluted')
    assert.deepEqual(await untouched(campaign.id, connectionId, since), before)
    for (const status of [200, 404, 422]) assert.isAbove(statuses[status] ?? 0, RUNS / 50)
    assert.equal((await tab.result(id)).body.recorded, true)
  }).timeout(60_000 + RUNS * 30)

  test('hostile tokens open nothing, whatever is asked with them', async ({ assert, cleanup }) => {
    const tab = await holder()
    await appendCommand(tab.paired.campaign.id)
    const before = await untouched(randomUUID(), randomUUID(), new Date())
    const heard = logErrors()
    cleanup(() => heard.stop())

    let shown = 0
    const statuses: Record<number, number> = {}
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...OPERATIONS),
        token(tab.paired.token),
        async ([method, path], authorization) => {
          // Now and then an address has shown too many, as it may be.
          if (shown++ % (WRONG_PER_MINUTE + 5) === 0) await forgetLimits()
          const headers = { ...JSON_TYPE, authorization: inLatin1(authorization) }
          const { status, body } = await knock(method, path, headers)
          statuses[status] = (statuses[status] ?? 0) + 1
          assert.oneOf(status, [401, 429], authorization)
          assert.deepEqual(Object.keys(Object(body)), ['error'])
        }
      ),
      { numRuns: RUNS }
    )
    if (process.env.FUZZ_RUNS) console.log(`fuzzed ${RUNS} tokens: ${JSON.stringify(statuses)}`)

    for (const status of [401, 429]) assert.isAbove(statuses[status] ?? 0, RUNS / 50)
    assert.deepEqual(heard.lines, [])
    assert.deepEqual(await untouched(randomUUID(), randomUUID(), new Date()), before)
    await forgetLimits()
    assert.equal((await tab.beat()).status, 200)
  }).timeout(60_000 + RUNS * 30)
})
