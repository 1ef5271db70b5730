import { test } from '@japa/runner'
import { connect } from 'node:net'
import { once } from 'node:events'
import pg from 'pg'
import { DemoCampaign } from '#tests/support/e2e/demo_campaign'
import { until } from '#tests/support/until'

test.group('The app goes down', (group) => {
  let demo: DemoCampaign
  let other: pg.Client
  group.each.setup(async () => {
    demo = await DemoCampaign.start()
    other = new pg.Client(demo.app.databaseUrl)
    await other.connect()
    return async () => {
      await other.end()
      await demo.stop()
    }
  })

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

  test('also when a stream is asked for in its last moment', async ({ assert }) => {
    demo.table.leave()
    await other.query('BEGIN')
    await other.query('SELECT FROM foundry_leases FOR UPDATE')
    const asked = demo.table.stream()
    await until('it is asked for', isWaiting)

    const stopped = demo.app.stop()
    await until('nobody else is let in', listensNoMore)
    await other.query('ROLLBACK')

    assert.equal((await asked).status, 503)
    await stopped
    assert.isTrue(demo.app.hasEnded)
  }).timeout(40_000)
})
