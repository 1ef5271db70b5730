import { test } from '@japa/runner'
import { CountLedger } from '#dashboards/count_ledger'
import { emptyDatabase } from '#tests/support/database'
import { createStage, testSql, type TestStage } from '#tests/support/fixtures'
import { until } from '#tests/support/until'
import type { Sql } from '#core/sql'
import { redemption, viewer } from '#tests/functional/dashboards/ledger'

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()

/** Counts how often each kind of question is asked. */
function watched(sql: Sql) {
  const asked = { past: 0, present: 0 }
  const run: Sql['run'] = (text, values) => {
    asked[text.includes('moment') ? 'past' : 'present'] += 1
    return sql.run(text, values)
  }
  return { asked, sql: { run } }
}

test.group('Counting the ledger for boards', (group) => {
  let stage: TestStage
  let nyx: number

  group.each.setup(async () => {
    await emptyDatabase()
    stage = await createStage(testSql())
    nyx = await viewer('nyx')
  })

  const settle = (id: string) =>
    testSql().run(
      `UPDATE redemptions SET state = 'refunded', reason = 'expired', settled_at = now(),
         settled_by = 'us' WHERE id = $1`,
      [id]
    )

  test('what is long settled is counted once, what is new every time', async ({ assert }) => {
    const { asked, sql } = watched(testSql())
    const count = new CountLedger()
    const whose = { campaignId: stage.campaignId }
    const old = { viewerId: nyx, state: 'fulfilled', reason: 'completed' }
    await redemption(stage, { ...old, at: hoursAgo(30) })
    await redemption(stage, { viewerId: nyx, state: 'counted', at: hoursAgo(1) })

    const first = await count.execute(sql, whose)
    assert.deepEqual(first, { received: 2, fulfilled: 1, refunded: 0, open: 1, stuck: 0 })

    await redemption(stage, { viewerId: nyx, state: 'counted', at: hoursAgo(0) })
    await until('the shared answer is over', async () => {
      const { open } = await count.execute(sql, whose)
      return open === 2
    })
    assert.equal(asked.past, 1)
  })

  test('an old one that is settled late is noticed', async ({ assert }) => {
    const sql = testSql()
    const count = new CountLedger()
    const whose = { streamerId: stage.streamer.id }
    const late = await redemption(stage, { viewerId: nyx, state: 'counted', at: hoursAgo(30) })
    assert.equal((await count.execute(sql, whose)).open, 1)

    await settle(late)
    await until('it is counted as refunded', async () => {
      const { refunded } = await count.execute(sql, whose)
      return refunded === 1
    })
    assert.equal((await count.execute(sql, whose)).received, 1)
  })

  test('everybody who asks at once gets one answer', async ({ assert }) => {
    const { asked, sql } = watched(testSql())
    const count = new CountLedger()
    const whose = { campaignId: stage.campaignId }

    await Promise.all(Array.from({ length: 50 }, () => count.execute(sql, whose)))
    assert.deepEqual(asked, { past: 1, present: 1 })
  })
})
