import fc from 'fast-check'
import { test } from '@japa/runner'
import logger from '@adonisjs/core/services/logger'
import { hostileValue, mutated, mutation } from '#tests/functional/foundry/hostile_values'
import { logErrors } from '#tests/functional/foundry/logged_errors'
import { ownTexts, untouched } from '#tests/functional/foundry/untouched'
import { roll } from '#tests/support/foundry_roll'
import {
  appendCommand,
  ask,
  forgetLimits,
  holder,
  pair,
  sql,
  startPairing,
  type Tab,
  withSettings,
  world,
} from '#tests/functional/foundry/support'

/** `FUZZ_RUNS=10000 npm test -- functional --files=foundry/fuzz` for a long run. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 500)

const now = () => new Date().toISOString()
const gm = (action: string, target?: string) => ({
  eventId: `gm:${crypto.randomUUID()}`,
  type: 'gm',
  at: now(),
  action,
  target,
})

interface Target {
  path: (commandId: string) => string
  body: (tab: Tab, commandId: string) => object
  /** Another than the tab's own, where that would be its last. */
  token?: (tab: Tab) => Promise<string>
}

const events = (event: (commandId: string) => object): Target => ({
  path: () => '/events',
  body: ({ clientId, fencing }, id) => ({ clientId, fencing, events: [event(id), roll()] }),
})

/** Every operation that takes a body, each as a well-behaved module sends it. */
const TARGETS: Target[] = [
  { path: () => '/hello', body: (tab) => ({ ...tab.helloBody(), systemVersion: '4.3.0' }) },
  { path: () => '/heartbeat', body: ({ clientId }) => ({ clientId, candidate: true }) },
  events(() => roll()),
  events(() => roll({ late: true, dice: [{ faces: 6, kind: 'stress', results: [] }] })),
  events(() => ({
    eventId: `presence:${crypto.randomUUID()}`,
    type: 'presence',
    at: now(),
    characters: [{ actorId: 'a', actorName: 'Ada', userId: null, userName: null }],
  })),
  events((id) => gm('undo', id)),
  events((id) => gm('apply', id)),
  events(() => gm('manual_trigger', crypto.randomUUID())),
  events(() => gm('pause')),
  events(() => gm('resume')),
  {
    path: (id) => `/commands/${id}/result`,
    body: ({ clientId, fencing }) => ({
      clientId,
      fencing,
      status: 'done',
      code: 'ok',
      message: 'It worked',
      before: { hp: 20 },
      after: [1, 'two'],
      docIds: ['doc1'],
      durationMs: 12,
    }),
  },
  { path: () => '/pair/start', body: () => world() },
  { path: () => '/pair/poll', body: () => ({ device_code: 'ccd_unknown' }) },
  { path: () => '/token/rotate', body: () => ({}) },
  {
    path: () => '/unpair',
    body: () => ({}),
    token: async ({ paired }) => {
      const other = await pair(paired)
      return other.token
    },
  },
]

test.group('Foundry | fuzz', (group) => {
  group.each.setup(() => forgetLimits())

  test('hostile payloads: no fault of ours, no other row, only plain text', async ({
    assert,
    cleanup,
  }) => {
    const often = 10_000_000
    cleanup(
      await withSettings({
        requestsPerMinute: often,
        pairStartsPerMinute: often,
        pairPollsPerMinute: often,
      })
    )
    const bystander = await holder()
    await appendCommand(bystander.paired.campaign.id)
    await bystander.events([roll()])
    await startPairing()

    const tab = await holder()
    const { campaign, connectionId, token } = tab.paired
    const since = new Date()
    const before = await untouched(campaign.id, connectionId, since)
    const heard = logErrors()
    cleanup(() => heard.stop())

    const statuses: Record<number, number> = {}
    let commandId = ''
    let sent = 0
    let orders = 0
    await fc.assert(
      fc.asyncProperty(fc.nat(TARGETS.length), mutation, hostileValue, async (which, change, q) => {
        // What was sent may have ended the lease or the command; most must get past the door.
        if (sent++ % 6 === 0) {
          await tab.hello()
          const { id } = await appendCommand(campaign.id)
          commandId = id
          orders++
        }
        const target = TARGETS[which]
        const answer = target
          ? await ask('POST', target.path(commandId), {
              token: target.token ? await target.token(tab) : token,
              raw: mutated(target.body(tab, commandId), change),
            })
          : await ask('GET', `/commands?${hostileQuery(tab, change.key, q)}`, { token })

        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
        assert.isBelow(answer.status, 500)
        const { error } = answer.body as { error?: { message: string } }
        assert.notMatch(error?.message ?? '', /[<>]/)
      }),
      { numRuns: RUNS }
    )
    logger.info({ event: 'fuzz', runs: sent, statuses }, 'Fuzzed the bridge')
    if (process.env.FUZZ_RUNS) console.log(`fuzzed ${sent} payloads: ${JSON.stringify(statuses)}`)

    assert.deepEqual(heard.lines, [])
    assert.notProperty({}, 'polluted')
    assert.deepEqual(await untouched(campaign.id, connectionId, since), before)
    await assertPlain(assert, campaign.id, tab, orders)
    // Rights and wrongs were both met: neither door was closed all the time.
    for (const status of [200, 422]) assert.isAbove(statuses[status] ?? 0, RUNS / 20)
    assert.equal((await tab.beat()).status, 200)
  }).timeout(60_000 + RUNS * 30)
})

/** A query with one parameter nobody agreed to; `fuzz_doors.spec.ts` has others, and other addresses. */
function hostileQuery(tab: Tab, key: string, value: unknown): URLSearchParams {
  const { clientId, fencing } = tab
  const query = new URLSearchParams({ clientId, fencing: String(fencing), after: '0' })
  const name = ['after', 'limit', 'clientId', 'fencing', key.slice(0, 100)][key.length % 5] ?? key
  // Longer than 16 KB altogether, and Node itself answers 431, without a body.
  query.set(name, JSON.stringify(value).slice(0, 600))
  return query
}

/** What the browser could change is what a well-behaved one could have changed. */
async function assertPlain(
  assert: { deepEqual: (a: unknown, b: unknown) => void; notMatch: (a: string, b: RegExp) => void },
  campaignId: string,
  { paired }: Tab,
  orders: number
) {
  const [row] = await sql().run<Record<string, unknown>>(
    `SELECT instance_id, campaign_id, is_active,
       (SELECT count(*)::int FROM foundry_commands k
        WHERE k.campaign_id = $2 AND k.type <> 'command.undo') AS orders
     FROM foundry_connections WHERE id = $1`,
    [paired.connectionId, campaignId]
  )
  const { instanceId } = paired
  assert.deepEqual(row, {
    instance_id: instanceId,
    campaign_id: campaignId,
    is_active: true,
    orders,
  })
  for (const told of await ownTexts(campaignId)) {
    assert.notMatch(told, /[\p{Cc}\p{Cf}\p{Cs}]|\\u00[0189]|"__proto__":/u)
  }
}
