import pg from 'pg'
import { test } from '@japa/runner'
import env from '#start/env'
import type { RewardHandler } from '#redemptions/reward_handlers'
import { createStage, testSql, type TestStage } from '#tests/support/fixtures'
import {
  instancesOf,
  ledgerOf,
  openIntake,
  purchase,
  rows,
  stopAll,
} from '#tests/functional/ledger/support'

/** Counts everything, except what `choke` throws for. */
function handler(choke: (redemptionIds: string[]) => void): RewardHandler {
  return {
    prepare: async () => ({
      count: async (redemptions) => {
        choke(redemptions.map(({ redemptionId }) => redemptionId))
        return {
          verdicts: new Map(
            redemptions.map(({ redemptionId }) => [redemptionId, { state: 'counted' as const }])
          ),
        }
      },
    }),
  }
}

async function isIntakeWaiting(): Promise<boolean> {
  const waiting = await rows(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
       AND application_name = 'crowdcrit-intake' AND wait_event_type = 'Lock'`
  )
  return waiting.length > 0
}

const useHandler = ({ reward }: TestStage, id: string) =>
  rows('UPDATE rewards SET handler = ? WHERE id = ?', [id, reward.id])

async function client() {
  const one = new pg.Client({ connectionString: env.get('DATABASE_URL') })
  await one.connect()
  return one
}

test.group('Ledger | intake', () => {
  test('a row that cannot be stored is parked alone', async ({ assert, cleanup }) => {
    const stage = await createStage(testSql())
    await useHandler(stage, 'choking')
    const bought = Array.from({ length: 60 }, () => purchase(stage.reward))
    const bad = bought[37].redemptionId
    const intake = openIntake({
      handlers: {
        choking: handler((ids) => {
          if (ids.includes(bad)) throw new Error('It does not fit')
        }),
      },
    })
    cleanup(() => intake.stop())

    const outcomes = await Promise.all(bought.map((one) => intake.take(one)))

    assert.deepEqual(outcomes[37], { kind: 'parked', reason: 'It does not fit' })
    assert.lengthOf(
      outcomes.filter(({ kind }) => kind === 'taken'),
      59
    )
    assert.deepEqual(await ledgerOf(stage.reward), [{ state: 'counted', reason: null, count: 59 }])
    const [parked] = await rows<{ sample: { redemptionId: string } }>(
      `SELECT sample FROM parked_messages WHERE source = 'redemptions' AND reason = 'It does not fit'`
    )
    assert.equal(parked.sample.redemptionId, bad)
  })

  test('a value the database refuses is parked alone too', async ({ assert, cleanup }) => {
    const stage = await createStage(testSql())
    await useHandler(stage, 'heavy')
    const bought = Array.from({ length: 9 }, () => purchase(stage.reward))
    const intake = openIntake({
      handlers: {
        heavy: {
          prepare: async () => ({
            count: async (redemptions) => ({
              verdicts: new Map(
                redemptions.map(({ redemptionId }) => [
                  redemptionId,
                  {
                    state: 'counted' as const,
                    weight: redemptionId === bought[4].redemptionId ? 0 : 1,
                  },
                ])
              ),
            }),
          }),
        },
      },
    })
    cleanup(() => intake.stop())

    const outcomes = await Promise.all(bought.map((one) => intake.take(one)))

    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      bought.map((_, index) => (index === 4 ? 'parked' : 'taken'))
    )
  })

  test('text is cleaned and numbers are bounded', async ({ assert, cleanup }) => {
    const stage = await createStage(testSql())
    const intake = openIntake()
    cleanup(() => intake.stop())
    const wild = purchase(stage.reward, {
      cost: Number.POSITIVE_INFINITY,
      userInput: 'a\u0000b\u202Ec',
      redeemedAt: new Date(Number.NaN),
    })
    wild.viewer.displayName = '\u0000"Zoë\\"'

    await intake.take(wild)

    const [row] = await rows(
      `SELECT r.cost, r.user_input, v.display_name FROM redemptions r
       JOIN viewers v ON v.id = r.viewer_id WHERE r.id = ?`,
      [wild.redemptionId]
    )
    assert.deepEqual(row, { cost: 0, user_input: 'abc', display_name: '"Zoë\\"' })
    assert.deepEqual(await intake.take(purchase(stage.reward, { redemptionId: 'a\u0000b' })), {
      kind: 'parked',
      reason: 'unusable id',
    })
  })

  test('what is none of ours is not stored', async ({ assert, cleanup }) => {
    const stage = await createStage(testSql())
    const intake = openIntake()
    cleanup(() => intake.stop())
    const foreign = purchase({ ...stage.reward, twitchRewardId: 'somebody-elses' })
    const elsewhere = purchase({ ...stage.reward, broadcasterId: '1' })

    assert.deepEqual(await intake.take(foreign), { kind: 'foreign' })
    assert.deepEqual(await intake.take(elsewhere), { kind: 'foreign' })
    assert.isEmpty(
      await rows('SELECT id FROM viewers WHERE twitch_id IN (?, ?)', [
        foreign.viewer.twitchId,
        elsewhere.viewer.twitchId,
      ])
    )
  })

  for (const [title, change] of [
    ['nothing handles', `handler = 'not_installed'`],
    ['could not be deleted', `state = 'orphaned'`],
    ['has a successor', `retired_at = now()`],
  ]) {
    test(`a reward of ours that ${title} is refunded`, async ({ assert, cleanup }) => {
      const stage = await createStage(testSql())
      const intake = openIntake()
      cleanup(() => intake.stop())
      await rows(`UPDATE rewards SET ${change} WHERE id = ?`, [stage.reward.id])

      assert.containSubset(await intake.take(purchase(stage.reward)), {
        state: 'refund_pending',
        reason: 'unknown_reward',
      })
    })
  }

  test('names of viewers are kept current', async ({ assert, cleanup }) => {
    const stage = await createStage(testSql())
    const intake = openIntake()
    cleanup(() => intake.stop())
    const bought = purchase(stage.reward)
    await intake.take(bought)
    const { twitchId } = bought.viewer
    const viewer = { twitchId, login: 'renamed', displayName: 'Renamed' }

    await intake.take(purchase(stage.reward, { viewer }))

    assert.deepEqual(
      await rows('SELECT login, display_name FROM viewers WHERE twitch_id = ?', [twitchId]),
      [{ login: 'renamed', display_name: 'Renamed' }]
    )
  })

  test('settling in Twitch’s own queue is followed', async ({ assert, cleanup }) => {
    const stage = await createStage(testSql())
    const intake = openIntake()
    cleanup(() => intake.stop())
    const bought = purchase(stage.reward)
    await intake.take(bought)

    assert.deepEqual(await intake.take({ ...bought, status: 'CANCELED' }), {
      kind: 'known',
      state: 'refunded',
      reason: 'settled_on_twitch',
    })
    assert.deepEqual(
      await rows('SELECT state, settled_by FROM redemptions WHERE id = ?', [bought.redemptionId]),
      [{ state: 'refunded', settled_by: 'person' }]
    )
    assert.containSubset(await intake.take(purchase(stage.reward, { status: 'FULFILLED' })), {
      kind: 'taken',
      state: 'fulfilled',
    })
  })

  test('a deadlock is tried again', async ({ assert, cleanup }) => {
    const sql = testSql()
    const stage = await createStage(sql, { event: { minimum: 50 } })
    const intake = openIntake()
    cleanup(() => intake.stop())
    const regular = purchase(stage.reward)
    await intake.take(regular)
    const [instance] = await instancesOf(stage.eventId)

    // Holds the viewer and then wants the instance: the other way round than the intake.
    const rival = await client()
    cleanup(() => rival.end())
    await rival.query('BEGIN')
    await rival.query('SELECT FROM viewers WHERE twitch_id = $1 FOR UPDATE', [
      regular.viewer.twitchId,
    ])
    const viewer = { ...regular.viewer, login: 'another_name' }
    const taking = intake.take(purchase(stage.reward, { viewer }))
    while (!(await isIntakeWaiting())) {
      // The query itself is the wait.
    }
    await rival
      .query('UPDATE instances SET version = version + 1 WHERE id = $1', [instance.id])
      .catch((error: Error) => assert.match(error.message, /deadlock/))
    await rival.query('ROLLBACK')

    assert.containSubset(await taking, { kind: 'taken', state: 'counted' })
    assert.containSubset(await instancesOf(stage.eventId), [{ progress: 2 }])
  })

  test('a lost connection is replaced, and nothing is lost or doubled', async ({
    assert,
    cleanup,
  }) => {
    const stage = await createStage(testSql(), { event: { minimum: 1_000 } })
    const intakes = [openIntake(), openIntake()]
    cleanup(() => stopAll(intakes))
    const killer = await client()
    cleanup(() => killer.end())
    let isOver = false

    const buying = Promise.all(
      Array.from({ length: 300 }, (_, index) => intakes[index % 2].take(purchase(stage.reward)))
    ).finally(() => (isOver = true))
    let kills = 0
    while (!isOver && kills < 5) {
      const { rowCount } = await killer.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'crowdcrit-intake'`
      )
      kills += Number((rowCount ?? 0) > 0)
    }
    await buying

    assert.isAbove(kills, 0)
    assert.deepEqual(await ledgerOf(stage.reward), [{ state: 'counted', reason: null, count: 300 }])
    assert.containSubset(await instancesOf(stage.eventId), [{ progress: 300 }])
  })

  test('a stopped intake refuses, and has kept what it confirmed', async ({ assert }) => {
    const stage = await createStage(testSql(), { event: { minimum: 1_000 } })
    const intake = openIntake()
    const taking = Promise.allSettled(
      Array.from({ length: 250 }, () => intake.take(purchase(stage.reward)))
    )
    await intake.take(purchase(stage.reward)).catch(() => {})
    await intake.stop()

    const ends = await taking
    const confirmed = ends.filter(({ status }) => status === 'fulfilled').length
    const [{ count }] = await ledgerOf(stage.reward)
    assert.isAtLeast(count, confirmed)
    await assert.rejects(() => intake.take(purchase(stage.reward)), 'The intake has been stopped')
  })

  test('two rewards in one batch do not mix', async ({ assert, cleanup }) => {
    const sql = testSql()
    const one = await createStage(sql)
    const other = await createStage(sql)
    const intake = openIntake()
    cleanup(() => intake.stop())

    await Promise.all(
      [one, other, one, other, other].map(({ reward }) => intake.take(purchase(reward)))
    )

    assert.containSubset(await instancesOf(one.eventId), [{ progress: 2 }])
    assert.containSubset(await instancesOf(other.eventId), [{ progress: 3 }])
  })
})
