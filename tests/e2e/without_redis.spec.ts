import { test } from '@japa/runner'
import { DemoCampaign } from '#tests/support/e2e/demo_campaign'
import { OwnRedis } from '#tests/support/machines/own_redis'
import { until } from '#tests/support/until'

const PATIENCE_MS = 30_000

let redis: OwnRedis
let demo: DemoCampaign

async function part(name: string) {
  return (await demo.app.health())?.parts[name]
}

test.group('Redis goes away', (group) => {
  group.setup(async () => {
    if (!OwnRedis.isInstalled) return () => {}
    redis = await OwnRedis.start()
    demo = await DemoCampaign.start({ REDIS_URL: redis.url })
    return async () => {
      await demo.stop()
      await redis.stop()
    }
  })

  test('the app goes on and says so, and uses it again when it is back', async ({ assert }) => {
    await demo.openGoal(3)
    await demo.redeem(3)
    const { id } = await demo.untilNewestIs('armed')
    await demo.table.rollCritical()
    await demo.untilNewestIs('executing')
    await until('it is copied', async () => (await part('executions'))?.detail === '1 pending')
    assert.deepInclude(await part('redis'), { state: 'ok' })

    await redis.stop()
    await until('it says so', async () => (await part('redis'))?.state === 'degraded')
    const health = await demo.app.health()
    assert.equal(health?.status, 'ok')
    assert.equal(health?.parts.executions.state, 'degraded')
    assert.match(health?.parts.executions.detail ?? '', /^1 pending, by the database/)

    // The table, the GM's session and the settlement do without.
    const [command] = await demo.table.pull()
    assert.isTrue(await demo.table.done(command.id))
    await demo.settled()
    assert.include(await demo.newest(), { id, status: 'completed' })
    assert.include(await demo.onTwitch(), { FULFILLED: 3 })
    const page = await demo.gm.get(`/campaigns/${demo.campaignId}`)
    assert.equal(page.status, 200)

    await redis.begin()
    await until(
      'it is used again, and filled by the database',
      async () => (await part('executions'))?.detail === '0 pending',
      PATIENCE_MS
    )
    assert.deepInclude(await part('redis'), { state: 'ok' })
  }).skip(!OwnRedis.isInstalled, 'Redis is not installed')
})
