import { test } from '@japa/runner'
import { dataOf, statusOf } from '#tests/support/helix_client'
import { SimulatorRefusal, type TwitchSimulator } from '#tests/support/twitch_simulator'
import {
  freshChannel,
  type SimulatedChannel,
  startSimulator,
} from '#tests/support/simulated_channel'

const REWARDS = 'channel_points/custom_rewards'
const PATH = 'channel_points/custom_rewards/redemptions'

test.group('Twitch simulator | redemptions', (group) => {
  let simulator: TwitchSimulator
  let context: SimulatedChannel
  let rewardId: string

  group.setup(async () => {
    simulator = await startSimulator()
    return () => simulator.stop()
  })

  group.each.setup(async () => {
    context = await freshChannel(simulator)
    rewardId = await reward({ title: 'Crit', cost: 100 })
  })

  async function reward(body: object): Promise<string> {
    const made = await context.mira.post(REWARDS, context.own, body)
    return made.body.data[0]?.id ?? ''
  }

  const redeem = (options: object = {}) =>
    simulator.redeem({ broadcaster: 'mira', reward: rewardId, ...options })

  const sold = async (options: object = {}) => {
    const { ids } = await redeem(options)
    return ids.length
  }

  const refusal = async (attempt: Promise<unknown>): Promise<unknown> => {
    try {
      await attempt
    } catch (error) {
      if (error instanceof SimulatorRefusal) return error.body
      throw error
    }
    throw new Error('It was not refused')
  }

  const query = (more: Record<string, string | string[]>) => ({
    ...context.own,
    reward_id: rewardId,
    ...more,
  })

  test('the open ones are paged oldest first, 50 at a time', async ({ assert }) => {
    const { ids } = await redeem({ viewers: 120 })
    const { mira } = context
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await mira.get(
        PATH,
        query({ status: 'UNFULFILLED', first: '50', ...(after ? { after } : {}) })
      )
      assert.isAtMost(page.body.data.length, 50)
      seen.push(...page.body.data.map(({ id }) => id))
      after = page.body.pagination.cursor
    } while (after)
    assert.deepEqual(seen, ids)
    assert.equal(await statusOf(mira.get(PATH, query({ status: 'UNFULFILLED', first: '51' }))), 400)
    const newest = await mira.get(PATH, query({ status: 'UNFULFILLED', sort: 'NEWEST' }))
    assert.equal(newest.body.data[0]?.id, ids.at(-1))
  })

  test('settled ones are listed by status, over pages, either end first', async ({ assert }) => {
    const { ids } = await redeem({ viewers: 70 })
    const { mira } = context
    for (const [status, from] of [
      ['FULFILLED', 0],
      ['CANCELED', 60],
    ] as const) {
      const some = ids.slice(from, from === 0 ? 60 : 70)
      await mira.patch(PATH, query({ id: some.slice(0, 50) }), { status })
      if (some.length > 50) await mira.patch(PATH, query({ id: some.slice(50) }), { status })
    }
    const list = async (status: string, sort: string) => {
      const first = await mira.get(PATH, query({ status, sort, first: '50' }))
      const { cursor } = first.body.pagination
      const rest = cursor
        ? await dataOf(mira.get(PATH, query({ status, sort, first: '50', after: cursor })))
        : []
      return [...first.body.data, ...rest].map(({ id }) => id)
    }
    assert.deepEqual(await list('FULFILLED', 'OLDEST'), ids.slice(0, 60))
    assert.deepEqual(await list('FULFILLED', 'NEWEST'), ids.slice(0, 60).reverse())
    assert.deepEqual(await list('CANCELED', 'NEWEST'), ids.slice(60).reverse())
    assert.deepEqual(await list('UNFULFILLED', 'OLDEST'), [])
    assert.equal(await statusOf(mira.get(PATH, query({ status: 'LOST' }))), 400)
    assert.equal(await statusOf(mira.get(PATH, query({ status: 'FULFILLED', sort: 'X' }))), 400)
  })

  test('settling between two pages skips nothing', async ({ assert }) => {
    const { ids } = await redeem({ viewers: 60 })
    const { mira } = context
    const first = await mira.get(PATH, query({ status: 'UNFULFILLED', first: '20' }))
    const settled = first.body.data.map(({ id }) => id)
    await mira.patch(PATH, query({ id: settled }), { status: 'FULFILLED' })
    const after = first.body.pagination.cursor ?? ''
    const rest = await mira.get(PATH, query({ status: 'UNFULFILLED', first: '50', after }))
    assert.deepEqual(
      rest.body.data.map(({ id }) => id),
      ids.slice(20)
    )
  })

  test('an open redemption is settled once and only once', async ({ assert }) => {
    const { ids } = await redeem({ viewers: 3 })
    const { mira } = context
    const [one = '', two = '', three = ''] = ids
    const done = await mira.patch(PATH, query({ id: [one, two] }), { status: 'CANCELED' })
    assert.equal(done.status, 200)
    assert.deepEqual(
      done.body.data.map(({ status }) => status),
      ['CANCELED', 'CANCELED']
    )
    const again = await mira.patch(PATH, query({ id: one }), { status: 'FULFILLED' })
    assert.equal(again.status, 404)
    const mixed = await mira.patch(PATH, query({ id: [one, three] }), { status: 'FULFILLED' })
    assert.equal(mixed.status, 404)
    const stored = await simulator.redemptions({ broadcaster: 'mira' })
    assert.deepEqual(
      stored.map(({ status, settled_by: by }) => [status, by]),
      [
        ['CANCELED', 'app'],
        ['CANCELED', 'app'],
        ['UNFULFILLED', null],
      ]
    )
  })

  test('51 ids, no id, a wrong status, an unknown reward and another client are refused', async ({
    assert,
  }) => {
    const { ids } = await redeem({ viewers: 51 })
    const { mira, own, signIn } = context
    const [id = ''] = ids
    const settle = { status: 'FULFILLED' }
    assert.equal(await statusOf(mira.patch(PATH, query({ id: ids }), settle)), 400)
    assert.equal(await statusOf(mira.patch(PATH, query({}), settle)), 400)
    assert.equal(await statusOf(mira.patch(PATH, query({ id }), { status: 'UNFULFILLED' })), 400)
    assert.equal(await statusOf(mira.patch(PATH, { ...own, reward_id: 'x', id }, settle)), 404)
    assert.equal(await statusOf(mira.get(PATH, query({}))), 400)
    const other = await signIn('mira', ['channel:manage:redemptions'], 'other-app')
    assert.equal(await statusOf(other.patch(PATH, query({ id }), settle)), 403)
    assert.equal(await statusOf(other.get(PATH, query({ status: 'UNFULFILLED' }))), 403)
    assert.equal(await statusOf(mira.patch(PATH, query({ id: ids.slice(0, 50) }), settle)), 200)
  })

  test('by ids the status of settled ones is told, for re-reading', async ({ assert }) => {
    const { ids } = await redeem({ viewers: 2 })
    const { mira } = context
    await simulator.control('POST', '/redemptions/settle', { ids: [ids[0]], status: 'CANCELED' })
    const found = await mira.get(PATH, query({ id: ids }))
    assert.deepEqual(
      found.body.data.map(({ status }) => status),
      ['CANCELED', 'UNFULFILLED']
    )
    assert.equal(await statusOf(mira.get(PATH, query({ id: 'unknown' }))), 404)
  })

  test('deleting a reward marks its open redemptions FULFILLED', async ({ assert }) => {
    const { ids } = await redeem({ viewers: 3 })
    const { mira, own } = context
    await mira.patch(PATH, query({ id: ids[0] ?? '' }), { status: 'CANCELED' })
    assert.equal(await statusOf(mira.delete(REWARDS, { ...own, id: rewardId })), 204)
    const stored = await simulator.redemptions({ broadcaster: 'mira' })
    assert.deepEqual(
      stored.map(({ status, settled_by: by }) => `${status} ${by}`),
      ['CANCELED app', 'FULFILLED twitch', 'FULFILLED twitch']
    )
    assert.equal(await statusOf(mira.get(PATH, query({ status: 'FULFILLED' }))), 404)
  })

  test('skipping the queue fulfils at once, and can not be refunded', async ({ assert }) => {
    const skipping = await reward({
      title: 'At once',
      cost: 5,
      should_redemptions_skip_request_queue: true,
    })
    const { ids } = await redeem({ reward: skipping })
    const [stored] = await simulator.redemptions({ reward: skipping })
    assert.equal(stored?.status, 'FULFILLED')
    const refund = await context.mira.patch(
      PATH,
      { ...context.own, reward_id: skipping, id: ids },
      { status: 'CANCELED' }
    )
    assert.equal(refund.status, 404)
  })

  test('{code}: viewers cannot redeem')
    .with([
      { code: 'REWARD_PAUSED', body: { is_paused: true } },
      { code: 'REWARD_DISABLED', body: { is_enabled: false } },
      { code: 'INPUT_REQUIRED', body: { is_user_input_required: true } },
    ])
    .run(async ({ assert }, { code, body }) => {
      await context.mira.patch(REWARDS, { ...context.own, id: rewardId }, body)
      assert.containsSubset(await refusal(redeem()), { status: 400, code })
    })

  test('stock, limit per viewer and cooldown hold per stream', async ({ assert }) => {
    const { mira, own } = context
    const stock = await reward({
      title: 'Two',
      cost: 1,
      is_max_per_stream_enabled: true,
      max_per_stream: 2,
    })
    const { ids, refused } = await redeem({ reward: stock, viewers: 5 })
    assert.lengthOf(ids, 2)
    assert.deepEqual(refused, [{ code: 'OUT_OF_STOCK', count: 3 }])
    const [shown] = await dataOf(mira.get(REWARDS, { ...own, id: stock }))
    assert.containsSubset(shown, { is_in_stock: false, redemptions_redeemed_current_stream: 2 })

    const perViewer = await reward({
      title: 'Once each',
      cost: 1,
      is_max_per_user_per_stream_enabled: true,
      max_per_user_per_stream: 1,
    })
    await redeem({ reward: perViewer, viewer: 'vera' })
    const second = await refusal(redeem({ reward: perViewer, viewer: 'vera' }))
    assert.containsSubset(second, { code: 'MAX_PER_USER' })

    const cooling = await reward({
      title: 'Cooling',
      cost: 1,
      is_global_cooldown_enabled: true,
      global_cooldown_seconds: 60,
    })
    await redeem({ reward: cooling })
    assert.containsSubset(await refusal(redeem({ reward: cooling })), { code: 'GLOBAL_COOLDOWN' })
    await simulator.control('POST', '/clock', { advanceMs: 61_000 })
    assert.equal(await sold({ reward: cooling }), 1)

    await simulator.control('POST', '/live', { broadcaster: 'mira', live: false })
    await simulator.control('POST', '/live', { broadcaster: 'mira', live: true })
    assert.equal(await sold({ reward: stock }), 1)
    assert.equal(await sold({ reward: perViewer, viewer: 'vera' }), 1)
  })

  test('points can be limited; a refund gives them back', async ({ assert }) => {
    await simulator.control('POST', '/settings', { startingPoints: 150 })
    const { ids } = await redeem({ viewer: 'vera' })
    assert.containsSubset(await refusal(redeem({ viewer: 'vera' })), { code: 'NOT_ENOUGH_POINTS' })
    await context.mira.patch(PATH, query({ id: ids }), { status: 'CANCELED' })
    assert.equal(await sold({ viewer: 'vera' }), 1)
  })
})
