import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { ExpireCommands } from '#foundry/commands/expire_commands'
import { GamificationService } from '#gamification/gamification_service'
import { emptyDatabase } from '../../support/database.js'
import { createInstance, createStage, testSql, type TestStage } from '../../support/fixtures.js'
import {
  arm,
  answer,
  commandsOf,
  contribute,
  executePending,
  expireDue,
  openTable,
  reasonOf,
  roll,
  settled,
  statusOf,
} from './game.js'

const game = () => app.container.make(GamificationService)
const takeBreak = async ({ campaignId }: TestStage) => (await game()).takeBreak(campaignId)
const resume = async ({ campaignId }: TestStage) => (await game()).resume(campaignId)
const panic = async ({ campaignId }: TestStage) => (await game()).panic(campaignId)

/** Everything happened so many minutes earlier. */
async function letPass(minutes: number) {
  const columns = {
    campaigns: ['break_since', 'panic_since'],
    foundry_commands: ['issued_at', 'expires_at'],
    executions: ['started_at', 'deadline_at'],
  }
  for (const [table, names] of Object.entries(columns)) {
    const earlier = names.map((name) => `${name} = ${name} - make_interval(mins => $1)`)
    await testSql().run(`UPDATE ${table} SET ${earlier.join(', ')}`, [minutes])
  }
}

/** What the two sweeps do every second. */
async function sweep() {
  const commands = await app.container.make(ExpireCommands)
  await commands.execute()
  await expireDue()
}

/** A goal whose action is on its way to the table, with one viewer's points in it. */
async function onItsWay(status: 'queued' | 'delivered') {
  const stage = await createStage(testSql())
  await openTable(testSql(), stage.campaignId)
  const id = await arm(stage)
  const redemptions = await contribute(stage, id, ['Ada'])
  await roll(stage)
  await testSql().run('UPDATE foundry_commands SET status = $2 WHERE instance_id = $1', [
    id,
    status,
  ])
  return { stage, id, redemptions }
}

/** One that waits to be handed to its action. */
async function notYetOnItsWay() {
  const stage = await createStage(testSql(), { event: { mode: 'immediate' } })
  await openTable(testSql(), stage.campaignId)
  const id = await createInstance(
    testSql(),
    { campaignId: stage.campaignId, eventId: stage.eventId, streamerId: stage.streamer.id },
    { status: 'executing', progress: 10 }
  )
  const redemptions = await contribute(stage, id, ['Ada'])
  await testSql().run(
    `INSERT INTO executions (instance_id, action_id, deadline_at)
     VALUES ($1, 'chat_message', now() + interval '180 seconds')`,
    [id]
  )
  return { stage, id, redemptions }
}

async function secondsLeft(table: string, column: string): Promise<number> {
  const [row] = await testSql().run<{ left: number }>(
    `SELECT extract(epoch FROM ${column} - now())::int AS left FROM ${table}`
  )
  return row.left
}

test.group('While the GM takes a break', (group) => {
  group.each.setup(() => emptyDatabase())

  for (const status of ['queued', 'delivered'] as const) {
    test(`what is ${status} waits, and has afterwards the time it had left`, async ({ assert }) => {
      const { stage, id, redemptions } = await onItsWay(status)
      await letPass(1)
      await takeBreak(stage)
      await letPass(25)
      await sweep()
      assert.equal(await statusOf(id), 'executing')

      await resume(stage)
      await sweep()

      assert.equal(await statusOf(id), 'executing')
      assert.approximately(await secondsLeft('foundry_commands', 'expires_at'), 60, 10)
      assert.approximately(await secondsLeft('executions', 'deadline_at'), 120, 10)
      await answer(id, { status: 'done' })
      assert.deepEqual(await settled(redemptions), ['fulfil_pending completed'])
    })
  }

  test('what has not reached its action waits too', async ({ assert }) => {
    const { stage, id } = await notYetOnItsWay()
    await takeBreak(stage)
    await letPass(25)
    await sweep()
    assert.equal(await statusOf(id), 'executing')

    await resume(stage)
    await sweep()
    assert.approximately(await secondsLeft('executions', 'deadline_at'), 180, 10)
  })

  test('what the table answers counts', async ({ assert }) => {
    const { stage, id, redemptions } = await onItsWay('delivered')
    await takeBreak(stage)
    await letPass(10)

    await answer(id, { status: 'done' })

    assert.deepEqual(await settled(redemptions), ['fulfil_pending completed'])
  })

  for (const [what, begin] of [
    ['on its way', () => onItsWay('queued')],
    ['delivered', () => onItsWay('delivered')],
    ['not yet on its way', notYetOnItsWay],
  ] as const) {
    test(`nothing is held for more than an hour: ${what}`, async ({ assert }) => {
      const { stage, id, redemptions } = await begin()
      await takeBreak(stage)
      await letPass(75)
      await sweep()

      assert.equal(await reasonOf(id), 'campaign_break')
      assert.deepEqual(await settled(redemptions), ['refund_pending campaign_break'])
    })
  }

  test('one break after the other holds no longer', async ({ assert }) => {
    const { stage, id } = await onItsWay('queued')
    for (let round = 0; round < 2; round++) {
      await takeBreak(stage)
      await letPass(40)
      await sweep()
      await resume(stage)
    }
    await sweep()

    assert.equal(await statusOf(id), 'failed')
  })

  test('what had run out before is not held', async ({ assert }) => {
    const { stage, id, redemptions } = await onItsWay('queued')
    await letPass(5)
    await takeBreak(stage)
    await sweep()

    assert.equal(await statusOf(id), 'failed')
    assert.lengthOf(await settled(redemptions), 1)
  })

  test('pressing twice does not hold longer', async ({ assert }) => {
    const { stage } = await onItsWay('queued')
    await takeBreak(stage)
    await letPass(10)
    await Promise.all([resume(stage), resume(stage), resume(stage)])

    assert.approximately(await secondsLeft('foundry_commands', 'expires_at'), 120, 10)
  })
})

test.group('When the GM stops everything', (group) => {
  group.each.setup(() => emptyDatabase())

  for (const [what, begin] of [
    ['an order that nobody has fetched', () => onItsWay('queued')],
    ['an execution without an order', notYetOnItsWay],
  ] as const) {
    test(`${what} is refunded at once, also during a break`, async ({ assert }) => {
      for (const first of [async () => {}, takeBreak]) {
        await emptyDatabase()
        const { stage, id, redemptions } = await begin()
        await first(stage)

        assert.equal(await panic(stage), 1)

        assert.equal(await reasonOf(id), 'panic')
        assert.deepEqual(await settled(redemptions), ['refund_pending panic'])
        await resume(stage)
        await executePending()
        const orders = await commandsOf(id)
        assert.isTrue(orders.every(({ status }) => status === 'skipped'))
      }
    })
  }

  test('what the table has in hand may still be answered, then it is refunded', async ({
    assert,
  }) => {
    const answered = await onItsWay('delivered')
    await panic(answered.stage)
    await answer(answered.id, { status: 'done' })
    assert.deepEqual(await settled(answered.redemptions), ['fulfil_pending completed'])

    const silent = await onItsWay('delivered')
    await panic(silent.stage)
    assert.isAtMost(
      await secondsLeft(`foundry_commands WHERE status = 'delivered'`, 'expires_at'),
      0
    )
    await sweep()
    assert.equal(await statusOf(silent.id), 'executing')
    await letPass(1)
    await sweep()
    assert.deepEqual(await settled(silent.redemptions), ['refund_pending panic'])
  })
})
