import type { Assert } from '@japa/assert'
import { test } from '@japa/runner'
import { Redis } from 'ioredis'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import { Health } from '#core/health'
import { GamificationService } from '#gamification/gamification_service'
import { ExecutionTracker } from '#gamification/lifecycle/execution_tracker'
import {
  MemoryPendingExecutions,
  PendingExecutions,
  REMEMBERED_MS,
} from '#gamification/lifecycle/pending_executions'
import { RedisPendingExecutions } from '#gamification/lifecycle/redis_pending_executions'
import { emptyDatabase } from '../../support/database.js'
import { createStage, testSql } from '../../support/fixtures.js'
import { OwnRedis } from '../../support/machines/own_redis.js'
import { until } from '../../support/until.js'
import { answer, arm, openTable, roll } from './game.js'

const HOUR = 60 * 60_000
const GM = { id: '', displayName: 'Mira' }

/** As it is while Redis is away. */
class Away extends PendingExecutions {
  async add() {
    throw new Error('away')
  }
  async remove() {
    throw new Error('away')
  }
  async replace() {
    throw new Error('away')
  }
  async list(): Promise<never> {
    throw new Error('away')
  }
}

async function assertRemembers(assert: Assert, pending: PendingExecutions) {
  const now = Date.now()
  await pending.replace([
    { instanceId: 'second', since: now - HOUR },
    { instanceId: 'left behind', since: now - REMEMBERED_MS - 1_000 },
    { instanceId: 'first', since: now - 2 * HOUR },
  ])
  assert.deepEqual(await ids(pending), ['first', 'second'])

  await pending.add({ instanceId: 'third', since: now })
  await pending.add({ instanceId: 'third', since: now })
  await pending.remove('first')
  await pending.remove('unknown')
  assert.deepEqual(await ids(pending), ['second', 'third'])
}

const ids = async (store: PendingExecutions) =>
  (await store.list()).map(({ instanceId }) => instanceId)

test.group('Pending executions are remembered for a day at most, until they end', () => {
  test('in memory', async ({ assert }) => {
    await assertRemembers(assert, new MemoryPendingExecutions())
  })

  test('in Redis, by all processes', async ({ assert, cleanup }) => {
    const server = await OwnRedis.start()
    const redis = new Redis(server.url)
    cleanup(async () => {
      redis.disconnect()
      await server.stop()
    })

    await assertRemembers(assert, new RedisPendingExecutions(redis))

    assert.deepEqual(await ids(new RedisPendingExecutions(redis)), ['second', 'third'])
    const [key] = await redis.keys('*')
    assert.approximately(await redis.pttl(key), REMEMBERED_MS, 60_000)
    await new RedisPendingExecutions(redis).replace([])
    assert.deepEqual(await redis.keys('*'), [])
  }).skip(!OwnRedis.isInstalled, 'Redis is not installed')
})

test.group('The tracker of executions', (group) => {
  group.each.setup(() => emptyDatabase())

  /** One on its way to the table. */
  async function executing() {
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)
    const id = await arm(stage)
    await roll(stage)
    return { stage, id }
  }

  test('has the copy follow what begins and what ends', async ({ assert }) => {
    const copy = await app.container.make(PendingExecutions)
    await copy.replace([])

    const { stage, id } = await executing()
    await until('it is copied', async () => (await ids(copy)).includes(id))
    await answer(id, { status: 'uncertain' })
    assert.include(await ids(copy), id, 'a GM decides about it')

    const game = await app.container.make(GamificationService)
    await game.decide({ campaignId: stage.campaignId, instanceId: id }, GM, true)
    await until('it is gone', async () => !(await ids(copy)).includes(id))
  })

  test('lets the rows decide: what the copy has missed, or has too much', async ({ assert }) => {
    const copy = new MemoryPendingExecutions()
    const tracker = new ExecutionTracker(copy, logger)
    const { id } = await executing()
    await copy.add({ instanceId: 'a ghost', since: Date.now() })

    await tracker.refresh(testSql())

    const { executions, isCopied } = await tracker.pending(testSql())
    assert.isTrue(isCopied)
    assert.deepEqual(
      executions.map(({ instanceId }) => instanceId),
      [id]
    )
    assert.approximately(executions[0].since, Date.now(), 10_000)
  })

  test('reads the rows while the copy is away, and nobody else notices', async ({ assert }) => {
    const tracker = new ExecutionTracker(new Away(), logger)
    const { id } = await executing()

    await tracker.follow({ id, status: 'executing' })
    await tracker.follow({ id, status: 'completed' })

    const { executions, isCopied } = await tracker.pending(testSql())
    assert.isFalse(isCopied)
    assert.deepEqual(
      executions.map(({ instanceId }) => instanceId),
      [id]
    )
    await assert.rejects(() => tracker.refresh(testSql()), 'away')
  })

  test('is part of the health', async ({ assert }) => {
    await executing()
    const health = await app.container.make(Health)
    const { parts } = await health.report()
    assert.match(parts.executions.detail ?? '', /^\d+ pending/)
  })
})
