import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from '@japa/runner'
import pg from 'pg'
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

  /** A sign of life waits for somebody who holds the lease. */
  const isWaiting = async () => {
    const rows = await demo.app.query(
      `SELECT FROM pg_stat_activity
       WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE foundry_leases%'
         AND datname = current_database()`
    )
    return rows.length > 0
  }

  async function listensNoMore(): Promise<boolean> {
    const socket = connect(Number(new URL(demo.app.url).port), '127.0.0.1')
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false
    )
    socket.destroy()
    return !isOpen
  }

  test('goes down, also when a stream is asked for in its last moment', async ({ assert }) => {
    const other = new pg.Client(demo.app.databaseUrl)
    await other.connect()
    demo.table.leave()
    await other.query('BEGIN')
    await other.query('SELECT FROM foundry_leases FOR UPDATE')
    const asked = demo.table.stream()
    await until('it is asked for', isWaiting)

    const stopped = demo.app.stop()
    await until('nobody else is let in', listensNoMore)
    await other.end()

    assert.equal((await asked).status, 503)
    await stopped
    assert.isTrue(demo.app.hasEnded)
  }).timeout(40_000)
})
