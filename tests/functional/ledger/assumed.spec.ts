import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Deferred } from '#core/transact'
import { onLucid } from '#core/sql'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { openIntake, purchase, stopAll } from '#tests/functional/ledger/support'
import { emptyDatabase } from '#tests/support/database'
import { createStage, testSql } from '#tests/support/fixtures'
import { until } from '#tests/support/until'

/** Statements of the intake that wait for a lock. */
const waiting = async () => {
  const [row] = await testSql().run<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE application_name = 'crowdcrit-intake' AND wait_event_type = 'Lock'
       AND datname = current_database()`
  )
  return row?.count ?? 0
}

test.group('Counting on what is remembered of an instance', (group) => {
  group.each.setup(() => emptyDatabase())

  test('{batches} batches on their way when it is called off: none counts')
    .with([{ batches: 1 }, { batches: 2 }, { batches: 3 }])
    .run(async ({ assert, cleanup }, { batches }) => {
      const stage = await createStage(testSql(), { event: { minimum: 50 } })
      const intake = openIntake()
      cleanup(() => stopAll([intake]))
      const { viewer } = purchase(stage.reward)
      const buy = () => intake.take(purchase(stage.reward, { viewer }))
      // It and the viewer are known from now on: what follows does not look at them first.
      await buy()
      await buy()
      await buy()
      const [instance] = await testSql().run<{ id: string }>('SELECT id FROM instances')

      // Each change raises the version by one, as each batch does that is on its way.
      const instances = new InstanceManager()
      const trx = await db.transaction()
      const after = new Deferred()
      await instances.cancel(onLucid(trx), after, String(instance?.id), 'cancelled')
      const taken = []
      for (let batch = 0; batch < batches; batch++) {
        taken.push(buy())
        await until('it is sent', async () => (await waiting()) > 0)
        await new Promise((resolve) => setImmediate(resolve))
      }
      await trx.commit()
      await Promise.all(taken)

      const counted = await testSql().run(
        `SELECT r.id FROM redemptions r JOIN instances i ON i.id = r.instance_id
         WHERE r.state = 'counted' AND i.status = 'cancelled'`
      )
      assert.deepEqual(counted, [])
      const sums = await testSql().run<{ progress: number; contributions: number }>(
        `SELECT i.progress, (SELECT count(*)::int FROM contributions c WHERE c.instance_id = i.id)
           AS contributions FROM instances i`
      )
      for (const { progress, contributions } of sums) assert.equal(progress, contributions)
    })
})
