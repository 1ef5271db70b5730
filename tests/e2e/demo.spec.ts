import { test } from '@japa/runner'
import { DemoCampaign, seedDemo } from '#tests/support/e2e/demo_campaign'
import { Visitor } from '#tests/support/visitor'
import { until } from '#tests/support/until'

test.group('The demo', (group) => {
  let demo: DemoCampaign
  group.setup(async () => {
    demo = await DemoCampaign.start()
    return () => demo.stop()
  })

  test('says how each part is', async ({ assert }) => {
    const health = await until('Twitch is listened to', async () => {
      const report = await demo.app.health()
      return report?.parts.eventsub?.state === 'ok' ? report : null
    })
    assert.equal(health.status, 'ok')
    assert.equal(health.parts.database.state, 'ok')
    assert.equal((await fetch(`${demo.app.url}/health/live`)).status, 200)
  })

  test('prepared again is the same', async ({ assert }) => {
    assert.deepEqual(await seedDemo(demo.app), demo.links)
  })

  test('each link leads to a page', async ({ assert }) => {
    for (const { label, url } of demo.links) {
      const { response } = await new Visitor(demo.app.url).follow(url)
      assert.equal(response.status, 200, label)
    }
  })
})
