import { test } from '@japa/runner'
import logger from '@adonisjs/core/services/logger'
import { Clock } from '#core/clock'
import { follow } from '#redemptions/intake/follow'
import { orderSettlement } from '#redemptions/order_settlement'
import { claim } from '#redemptions/settlement/claim'
import { SettleRedemptions } from '#redemptions/settlement/settle_redemptions'
import { retryStuck } from '#redemptions/settlement/postpone'
import { recordRewardDeleted } from '#redemptions/settlement/reward_deleted'
import { markSent } from '#redemptions/settlement/unanswered'
import { SettlementError } from '#redemptions/settlement_gateway'
import { createStage, testSql, type TestStage } from '#tests/support/fixtures'
import { FastClock } from '#tests/support/fast_clock'
import { FakeGateway } from '#tests/functional/ledger/fake_gateway'
import { until } from '#tests/support/until'
import { instancesOf, openIntake, purchase, rows } from '#tests/functional/ledger/support'

interface Row {
  id: string
  state: string
  reason: string
  settled_by: string | null
  stuck_cause: string | null
}

/** True when there are some and all are like that. */
async function all(stage: TestStage, is: (row: Row) => boolean): Promise<boolean> {
  const found = await rowsOf(stage)
  return found.length > 0 && found.every(is)
}

const rowsOf = ({ reward }: TestStage) =>
  rows<Row>(
    `SELECT id, state, reason, settled_by, stuck_cause FROM redemptions
     WHERE twitch_reward_id = ? ORDER BY id`,
    [reward.twitchRewardId]
  )

async function rowsById(stage: TestStage): Promise<Map<string, Row>> {
  const found = await rowsOf(stage)
  return new Map(found.map((row) => [row.id, row]))
}

/** As after a long wait: what was postponed is due. */
const makeDue = ({ reward }: TestStage) =>
  rows('UPDATE redemptions SET next_attempt_at = now() WHERE twitch_reward_id = ?', [
    reward.twitchRewardId,
  ])

const gateway = () => new FakeGateway(() => new SettlementError('not_found', 'not UNFULFILLED'))

const settling = (with_: FakeGateway) =>
  new SettleRedemptions({ sql: testSql, gateway: with_, clock: new FastClock(), log: logger })

async function run(worker: SettleRedemptions) {
  await worker.execute()
  await worker.idle()
}

/** So many counted redemptions, ordered to end as said. */
async function ordered(count: number, outcome: 'fulfil' | 'refund') {
  const sql = testSql()
  const stage = await createStage(sql, { event: { minimum: 100 } })
  const intake = openIntake()
  const bought = Array.from({ length: count }, () => purchase(stage.reward))
  await Promise.all(bought.map((one) => intake.take(one)))
  await intake.stop()

  const [instance] = await instancesOf(stage.eventId)
  const reason = outcome === 'fulfil' ? 'completed' : 'expired'
  await orderSettlement(sql, { instanceId: instance.id, outcome, reason })
  return { stage, ids: bought.map(({ redemptionId }) => redemptionId), instance }
}

/** Two refunds that were sent; the answer is lost, and then the reward is gone. */
async function unconfirmed() {
  const { stage, ids } = await ordered(2, 'refund')
  const twitch = gateway().has(ids)
  twitch.failures.push({ error: new SettlementError('retryable', 'lost'), afterTheEffect: true })
  twitch.read = async () => {
    throw new SettlementError('reward_gone', '404')
  }
  await run(settling(twitch))
  return { stage, ids }
}

test.group('Ledger | settlement', (group) => {
  // The worker serves every broadcaster that is due: nothing may be left of another test.
  group.each.setup(async () => {
    await rows(`UPDATE redemptions SET next_attempt_at = now() + interval '1 day'
                WHERE state IN ('fulfil_pending', 'refund_pending')`)
  })

  test('refunds in calls of at most 10, one after the other, with history', async ({ assert }) => {
    const { stage, ids } = await ordered(25, 'refund')
    const twitch = gateway().has(ids)

    await run(settling(twitch))

    assert.deepEqual(
      twitch.patches.map((call) => call.ids.length),
      [10, 10, 5]
    )
    assert.equal(twitch.mostAtOnce, 1)
    for (const row of await rowsOf(stage)) {
      assert.containSubset(row, { state: 'refunded', reason: 'expired', settled_by: 'us' })
    }
    const history = await rows<{ from_state: string; to_state: string; reason: string }>(
      'SELECT from_state, to_state, reason FROM redemption_changes WHERE redemption_id = ? ORDER BY id',
      [ids[0]]
    )
    assert.deepEqual(history, [
      { from_state: 'counted', to_state: 'refund_pending', reason: 'expired' },
      { from_state: 'refund_pending', to_state: 'refunded', reason: 'expired' },
    ])
  })

  test('two processes settle each redemption once', async ({ assert }) => {
    const { stage, ids } = await ordered(40, 'fulfil')
    const twitch = gateway().has(ids)
    const workers = [settling(twitch), settling(twitch)]

    await Promise.all(workers.map(run))
    await run(workers[0])

    assert.lengthOf(new Set(twitch.patches.flatMap((call) => call.ids)), 40)
    assert.lengthOf(
      twitch.patches.flatMap((call) => call.ids),
      40
    )
    for (const row of await rowsOf(stage)) {
      assert.containSubset(row, { state: 'fulfilled', settled_by: 'us' })
    }
  })

  test('a 500 after the effect: read again, found done, not sent twice', async ({ assert }) => {
    const { stage, ids } = await ordered(3, 'refund')
    const twitch = gateway().has(ids)
    twitch.failures.push({ error: new SettlementError('retryable', '500'), afterTheEffect: true })

    await run(settling(twitch))

    assert.deepEqual(
      twitch.calls.map(({ kind }) => kind),
      ['settle', 'read']
    )
    for (const row of await rowsOf(stage)) {
      assert.containSubset(row, { state: 'refunded', settled_by: 'us' })
    }
  })

  test('a process dies behind the call: the next one reads, and does not send twice', async ({
    assert,
  }) => {
    const { stage, ids } = await ordered(3, 'refund')
    const claimed = await claim(testSql(), stage.reward.broadcasterId)
    await markSent(
      testSql(),
      claimed.map(({ id }) => id)
    )
    const twitch = gateway().has(ids).has([ids[0], ids[1]], 'CANCELED')

    await run(settling(twitch))
    assert.lengthOf(twitch.calls, 0, 'the claim still holds')
    await makeDue(stage)
    await run(settling(twitch))
    assert.deepEqual(
      twitch.calls.map((call) => [call.kind, call.ids.length]),
      [
        ['read', 3],
        ['settle', 1],
      ]
    )
    assert.isTrue(await all(stage, (row) => row.state === 'refunded' && row.settled_by === 'us'))
  })

  test('whom another process serves is left to it, until it dies', async ({ assert }) => {
    const { stage, ids } = await ordered(3, 'refund')
    const twitch = gateway().has(ids)
    const resource = `settlement:${stage.reward.broadcasterId}`
    await rows(
      `INSERT INTO ownerships (resource, owner, expires_at)
       VALUES (?, 'another process', now() + interval '15 seconds')`,
      [resource]
    )
    await run(settling(twitch))
    assert.lengthOf(twitch.calls, 0)

    await rows('UPDATE ownerships SET expires_at = now() WHERE resource = ?', [resource])
    await run(settling(twitch))
    assert.isTrue(await all(stage, ({ state }) => state === 'refunded'))
  })

  test('a broadcaster that another process has taken over meanwhile is left to it', async ({
    assert,
  }) => {
    const { stage, ids } = await ordered(3, 'refund')
    const twitch = gateway().has(ids)
    const resource = `settlement:${stage.reward.broadcasterId}`
    // Tried before, so that it is read first: there it takes far too long.
    await rows('UPDATE redemptions SET attempts = 1 WHERE id = ANY (string_to_array(?, ?))', [
      ids.join(' '),
      ' ',
    ])
    const read = twitch.read.bind(twitch)
    twitch.read = async (...call) => {
      await rows('UPDATE ownerships SET owner = ? WHERE resource = ?', ['another one', resource])
      return read(...call)
    }
    await run(settling(twitch))
    assert.lengthOf(twitch.patches, 0)
    assert.isTrue(await all(stage, ({ state }) => state === 'refund_pending'))
  })

  test('a short outage is waited out, one after the other', async ({ assert }) => {
    const { stage, ids } = await ordered(25, 'refund')
    const twitch = gateway().has(ids)
    const outage = new SettlementError('retryable', '500')
    twitch.failures.push({ error: outage }, { error: outage }, { error: outage })

    await run(settling(twitch))

    assert.lengthOf(twitch.patches, 6)
    assert.equal(twitch.mostAtOnce, 1)
    assert.isTrue(await all(stage, ({ state }) => state === 'refunded'))
  })

  test('a long outage is left to whoever comes later', async ({ assert }) => {
    const { stage, ids } = await ordered(3, 'refund')
    const twitch = gateway().has(ids)
    twitch.failures.push(
      ...Array.from({ length: 9 }, () => ({ error: new SettlementError('retryable', '500') }))
    )

    await run(settling(twitch))
    assert.isBelow(twitch.patches.length, 9)
    assert.isTrue(await all(stage, ({ state }) => state === 'refund_pending'))

    twitch.failures.length = 0
    await makeDue(stage)
    await run(settling(twitch))
    assert.isTrue(await all(stage, ({ state }) => state === 'refunded'))
  })

  test('stopping does not wait for a turn', async ({ assert }) => {
    const { ids } = await ordered(25, 'refund')
    const twitch = gateway().has(ids)
    const worker = new SettleRedemptions({
      sql: testSql,
      gateway: twitch,
      clock: new Clock(),
      log: logger,
    })
    await worker.execute()
    await until('the first call is out', () => twitch.patches.length === 1)

    const begun = performance.now()
    await worker.stop()
    assert.isBelow(performance.now() - begun, 1_000)
    assert.lengthOf(twitch.patches, 1)
  })

  test('429 waits as long as Twitch says', async ({ assert }) => {
    const { stage, ids } = await ordered(2, 'refund')
    const twitch = gateway().has(ids)
    twitch.failures.push({ error: new SettlementError('retryable', '429', 90_000) })
    const worker = settling(twitch)

    await run(worker)
    await run(worker)

    assert.lengthOf(twitch.calls, 1)
    const [{ wait }] = await rows<{ wait: number }>(
      `SELECT extract(epoch FROM min(next_attempt_at) - now())::int AS wait FROM redemptions
       WHERE twitch_reward_id = ?`,
      [stage.reward.twitchRewardId]
    )
    assert.isAbove(wait, 80)
  })

  test('settled by hand meanwhile: recorded so, and the neighbours are settled', async ({
    assert,
  }) => {
    const { stage, ids } = await ordered(4, 'refund')
    const twitch = gateway().has(ids).has([ids[0]], 'FULFILLED').has([ids[1]], 'CANCELED')

    await run(settling(twitch))

    const found = await rowsById(stage)
    assert.containSubset(found.get(ids[0]), {
      state: 'fulfilled',
      settled_by: 'person',
      reason: 'settled_on_twitch',
    })
    assert.containSubset(found.get(ids[1]), { state: 'refunded', settled_by: 'us' })
    assert.containSubset(found.get(ids[2]), { state: 'refunded', settled_by: 'us' })
    assert.equal(twitch.statuses.get(ids[3]), 'CANCELED')
  })

  test('a deleted reward ends its redemptions as Twitch has ended them', async ({ assert }) => {
    const { stage, ids } = await ordered(12, 'refund')
    const twitch = gateway().has(ids)
    twitch.failures.push({ error: new SettlementError('reward_gone', '404') })

    await run(settling(twitch))

    for (const row of await rowsOf(stage)) {
      assert.containSubset(row, {
        state: 'fulfilled',
        settled_by: 'twitch',
        reason: 'reward_deleted',
      })
    }
  })

  test('what had worked keeps its reason when its reward is deleted', async ({ assert }) => {
    const { stage, ids } = await ordered(2, 'fulfil')
    const twitch = gateway().has(ids)
    twitch.failures.push({ error: new SettlementError('reward_gone', '404') })

    await run(settling(twitch))
    for (const row of await rowsOf(stage)) {
      assert.containSubset(row, { state: 'fulfilled', settled_by: 'twitch', reason: 'completed' })
    }
  })

  test('a refund without an answer is not claimed when its reward is deleted', async ({
    assert,
  }) => {
    const { stage, ids } = await unconfirmed()
    const found = await rowsById(stage)
    assert.containSubset(found.get(ids[0]), {
      state: 'fulfilled',
      settled_by: 'twitch',
      reason: 'refund_unconfirmed',
    })
    const [{ sent }] = await rows<{ sent: number }>(
      'SELECT count(unanswered_since)::int AS sent FROM redemptions WHERE twitch_reward_id = ?',
      [stage.reward.twitchRewardId]
    )
    assert.equal(sent, 2)
  })

  test('what Twitch tells of it later decides', async ({ assert }) => {
    const { stage, ids } = await unconfirmed()
    const late = [
      { id: ids[0], status: 'CANCELED' as const },
      { id: ids[1], status: 'FULFILLED' as const },
    ]
    assert.lengthOf(await follow(testSql(), late), 2)
    assert.lengthOf(await follow(testSql(), late), 0)

    const found = await rowsById(stage)
    assert.containSubset(found.get(ids[0]), {
      state: 'refunded',
      settled_by: 'us',
      reason: 'expired',
    })
    assert.containSubset(found.get(ids[1]), {
      state: 'fulfilled',
      settled_by: 'twitch',
      reason: 'reward_deleted',
    })
    const history = await rows<{ from_state: string; to_state: string; reason: string }>(
      'SELECT from_state, to_state, reason FROM redemption_changes WHERE redemption_id = ? ORDER BY id',
      [ids[0]]
    )
    assert.deepEqual(history.slice(1), [
      { from_state: 'refund_pending', to_state: 'fulfilled', reason: 'refund_unconfirmed' },
      { from_state: 'fulfilled', to_state: 'refunded', reason: 'expired' },
    ])
  })

  test('a person who refunded it before the deletion is told of late, too', async ({ assert }) => {
    const { stage, ids } = await ordered(1, 'fulfil')
    await recordRewardDeleted(testSql(), stage.reward.broadcasterId, stage.reward.twitchRewardId)
    await follow(testSql(), [{ id: ids[0], status: 'CANCELED' }])
    const [row] = await rowsOf(stage)
    assert.containSubset(row, {
      state: 'refunded',
      settled_by: 'person',
      reason: 'settled_on_twitch',
    })
  })

  test('the answer may come after the deletion was noticed', async ({ assert }) => {
    for (const [answer, expected] of [
      [undefined, { state: 'refunded', reason: 'expired', settled_by: 'us' }],
      ['reward_gone', { state: 'fulfilled', reason: 'reward_deleted', settled_by: 'twitch' }],
    ] as const) {
      const { stage, ids } = await ordered(2, 'refund')
      const twitch = gateway().has(ids)
      const answered = Promise.withResolvers<void>()
      const settle = twitch.settle.bind(twitch)
      twitch.settle = async (...call) => {
        await answered.promise
        if (answer) throw new SettlementError(answer, '404')
        return settle(...call)
      }
      const worker = settling(twitch)
      const running = run(worker)
      await until('it is sent', async () => {
        const [{ sent }] = await rows<{ sent: number }>(
          'SELECT count(unanswered_since)::int AS sent FROM redemptions WHERE twitch_reward_id = ?',
          [stage.reward.twitchRewardId]
        )
        return sent === 2
      })
      await recordRewardDeleted(testSql(), stage.reward.broadcasterId, stage.reward.twitchRewardId)
      assert.isTrue(await all(stage, ({ reason }) => reason === 'refund_unconfirmed'))
      answered.resolve()
      await running
      for (const row of await rowsOf(stage)) {
        assert.containSubset(row, expected)
      }
    }
  })

  test('an answer that leaves no doubt is not one that never came: {$self}')
    .with(['limited', 'unauthorized', 'refused', 'not_found'] as const)
    .run(async ({ assert }, failure) => {
      const { stage, ids } = await ordered(3, 'refund')
      const twitch = gateway().has(ids)
      twitch.failures.push({ error: new SettlementError(failure, 'no', 90_000) })
      await run(settling(twitch))
      await recordRewardDeleted(testSql(), stage.reward.broadcasterId, stage.reward.twitchRewardId)
      assert.isTrue(await all(stage, ({ reason }) => reason === 'reward_deleted'))
    })

  test('read as open again, nothing is in doubt any more', async ({ assert }) => {
    const { stage, ids } = await ordered(2, 'refund')
    const twitch = gateway().has(ids)
    twitch.failures.push(
      { error: new SettlementError('retryable', '500') },
      { error: new SettlementError('limited', '429', 90_000) }
    )
    await run(settling(twitch))
    await recordRewardDeleted(testSql(), stage.reward.broadcasterId, stage.reward.twitchRewardId)
    assert.isTrue(await all(stage, ({ reason }) => reason === 'reward_deleted'))
  })

  test('without consent they are stuck, and go on once it is back', async ({ assert }) => {
    const { stage, ids } = await ordered(12, 'refund')
    const twitch = gateway().has(ids)
    twitch.failures.push({ error: new SettlementError('unauthorized', '401') })
    const worker = settling(twitch)

    await run(worker)
    assert.isTrue(await all(stage, (row) => row.stuck_cause === 'unauthorized'))
    await run(worker)
    assert.lengthOf(twitch.calls, 1)

    await retryStuck(testSql(), stage.streamer.id)
    await run(worker)
    for (const row of await rowsOf(stage)) {
      assert.containSubset(row, { state: 'refunded', stuck_cause: null })
    }
  })

  test('what Twitch does not let us settle is stuck, and the rest goes on', async ({ assert }) => {
    const first = await ordered(12, 'refund')
    const twitch = gateway().has(first.ids)
    twitch.failures.push({ error: new SettlementError('refused', '403') })
    const worker = settling(twitch)

    await run(worker)
    assert.isTrue(await all(first.stage, (row) => row.stuck_cause === 'refused'))
    assert.lengthOf(twitch.patches, 1)

    await makeDue(first.stage)
    await run(worker)
    assert.isTrue(await all(first.stage, (row) => row.state === 'refunded'))
  })

  test('one that Twitch does not know is stuck alone', async ({ assert }) => {
    const { stage, ids } = await ordered(3, 'fulfil')
    const twitch = gateway().has(ids.slice(1))

    await run(settling(twitch))

    const found = await rowsById(stage)
    assert.equal(found.get(ids[0])?.stuck_cause, 'missing_on_twitch')
    assert.equal(found.get(ids[1])?.state, 'fulfilled')
    assert.equal(found.get(ids[2])?.state, 'fulfilled')
  })

  test('an order is never given twice, nor changed', async ({ assert }) => {
    const { stage, ids, instance } = await ordered(2, 'refund')
    const again = { instanceId: instance.id, outcome: 'fulfil', reason: 'completed' } as const

    assert.equal(await orderSettlement(testSql(), again), 0)
    assert.equal(
      await orderSettlement(testSql(), {
        redemptionIds: ids,
        outcome: 'fulfil',
        reason: 'completed',
      }),
      0
    )
    assert.isTrue(await all(stage, ({ reason }) => reason === 'expired'))
  })
})
